package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.ConsulView;
import io.slipway.bamboo.topology.ConsulView.Place;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows the health of one service in Consul. */
final class ConsulWatch implements AutoCloseable {

    private static final int REMEMBERED = 10_000;

    private final Runnable changed;
    private final Addresses addresses = new Addresses();
    private volatile ConsulView view = ConsulView.PENDING;
    private final Asking<List<ServiceInstance>> asking;

    ConsulWatch(Registry registry, String service, Duration wait, Clock clock, Runnable changed) {
        this.changed = changed;
        this.asking = new Asking<>(
                        service,
                        (index, longest) -> registry.healthyInstances(service, index, longest),
                        wait,
                        clock,
                        this::accept,
                        this::failed)
                .start();
    }

    ConsulView view() {
        return view;
    }

    SourceStatus status() {
        return asking.status();
    }

    boolean heardOnce() {
        return asking.heardOnce();
    }

    private void accept(List<ServiceInstance> instances) {
        Map<String, String> resolved =
                addresses.update(instances.stream().map(ServiceInstance::host).toList());
        Map<String, Place> passing = new HashMap<>();
        instances.forEach(instance -> passing.put(
                instance.id(),
                new Place(instance.host(), resolved.getOrDefault(instance.host(), ""), instance.port())));
        Set<String> left = new HashSet<>(view.left());
        left.addAll(view.passing().keySet());
        left.removeAll(passing.keySet());
        // Only ids that came and went while this watch lives; so many never do but for a runaway registration.
        show(new ConsulView(passing, left.size() > REMEMBERED ? Set.of() : left, true));
    }

    private void failed() {
        show(new ConsulView(view.passing(), view.left(), false));
    }

    private void show(ConsulView next) {
        if (!next.equals(view)) {
            view = next;
            changed.run();
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
