package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.Doors;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.bamboo.topology.TopologyBuilder;
import io.slipway.bamboo.topology.Words;
import java.time.Instant;
import java.util.Map;

/** Joins the sources: what apps, tags and rules route is what Consul is asked about. */
public record Sources(MarathonSource marathon, ConsulSource consul) implements AutoCloseable {

    /** Returns what all of them last said; begins to ask Consul about services where it was not asked yet. */
    public Words words(Doors doors, Instant now) {
        MarathonView view = marathon.view();
        Words asked = new Words(view, Map.of(), consul.tags(), consul.rules().active(now));
        consul.follow(TopologyBuilder.services(asked, doors));
        return new Words(view, consul.views(), asked.tagged(), asked.rules());
    }

    /** Tells whether both have answered, or failed to, about everything there is to route. */
    public boolean heardOnce(Doors doors, Instant now) {
        if (!marathon.heardOnce()) {
            return false;
        }
        var unused = words(doors, now);
        return consul.heardOnce();
    }

    @Override
    public void close() {
        marathon.close();
        consul.close();
    }
}
