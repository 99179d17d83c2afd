package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.ConsulView;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.bamboo.topology.TopologyBuilder;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Joins the two sources: what Marathon routes is what Consul is asked about. */
public record Sources(MarathonSource marathon, ConsulSource consul) implements AutoCloseable {

    /** Returns what Consul last said of every service that the view routes; begins to ask where it did not yet. */
    public Map<String, ConsulView> consulFor(MarathonView view) {
        Set<String> services = new HashSet<>();
        view.apps().stream()
                .map(TopologyBuilder::service)
                .filter(Objects::nonNull)
                .forEach(services::add);
        consul.follow(services);
        return consul.views();
    }

    /** Tells whether both have answered, or failed to, about everything there is to route. */
    public boolean heardOnce() {
        if (!marathon.heardOnce()) {
            return false;
        }
        consulFor(marathon.view());
        return consul.heardOnce();
    }

    @Override
    public void close() {
        marathon.close();
        consul.close();
    }
}
