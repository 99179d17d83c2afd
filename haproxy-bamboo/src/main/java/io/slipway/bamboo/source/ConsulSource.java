package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.ConsulView;
import io.slipway.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows in Consul every service that is routed, and no other. Thread-safe. */
public final class ConsulSource implements AutoCloseable {

    private final Registry registry;
    private final Duration wait;
    private final Clock clock;
    private final Runnable changed;
    private final Map<String, ConsulWatch> watches = new ConcurrentHashMap<>();

    /**
     * @param wait how long one question may stay open
     * @param changed is called after every new view, on a thread of this source
     */
    public ConsulSource(Registry registry, Duration wait, Clock clock, Runnable changed) {
        this.registry = registry;
        this.wait = wait;
        this.clock = clock;
        this.changed = changed;
    }

    /** Begins to follow the services that are new, and forgets those that are gone. */
    public void follow(Set<String> services) {
        watches.entrySet().removeIf(entry -> {
            boolean gone = !services.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        services.forEach(service ->
                watches.computeIfAbsent(service, name -> new ConsulWatch(registry, name, wait, clock, changed)));
    }

    /** Returns the view of every service that is followed. */
    public Map<String, ConsulView> views() {
        Map<String, ConsulView> views = new TreeMap<>();
        watches.forEach((service, watch) -> views.put(service, watch.view()));
        return views;
    }

    /** Tells whether Consul answered, or failed to, about every service that is followed. */
    public boolean heardOnce() {
        return watches.values().stream().allMatch(ConsulWatch::heardOnce);
    }

    /**
     * Joins the watches: ok when every one is, as old as the oldest, held for every reason there is.
     *
     * @param guard reasons from elsewhere
     */
    public SourceStatus status(List<String> guard) {
        List<SourceStatus> all =
                watches.values().stream().map(ConsulWatch::status).toList();
        List<String> held = Stream.concat(
                        all.stream().map(SourceStatus::held).filter(ConsulSource::said), guard.stream())
                .sorted()
                .toList();
        return new SourceStatus(
                all.stream().allMatch(SourceStatus::ok),
                all.stream().mapToLong(SourceStatus::ageMillis).max().orElse(-1),
                held.isEmpty() ? null : String.join(" ", held));
    }

    private static boolean said(@Nullable String held) {
        return held != null;
    }

    @Override
    public void close() {
        watches.values().forEach(ConsulWatch::close);
    }
}
