package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.TopologyBuilder;
import io.slipway.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows which services in Consul ask for routes by their tags. An answer that lost all of them, or most, is held for a
 * while: an agent that restarted with nothing looks just like that.
 */
final class TagWatch implements AutoCloseable {

    private record Doubted(Map<String, Set<String>> tags, Instant since) {}

    private final Duration patience;
    private final Clock clock;
    private final Runnable changed;
    private Map<String, Set<String>> tags = Map.of();
    private @Nullable Doubted doubted;
    private final Asking<Map<String, Set<String>>> asking;

    /** @param patience how long Consul has to say the same before it is believed */
    TagWatch(Registry registry, Duration wait, Duration patience, Clock clock, Runnable changed) {
        this.patience = patience;
        this.clock = clock;
        this.changed = changed;
        this.asking = new Asking<>("its services", registry::services, wait, clock, this::accept, () -> {}).start();
    }

    /** Returns the tags that ask for routes, by service. */
    synchronized Map<String, Set<String>> tags() {
        Doubted waiting = doubted;
        if (waiting != null && !clock.instant().isBefore(waiting.since().plus(patience))) {
            tags = waiting.tags();
            doubted = null;
        }
        return tags;
    }

    synchronized SourceStatus status() {
        SourceStatus status = asking.status();
        Doubted waiting = doubted;
        return status.held() != null || waiting == null
                ? status
                : new SourceStatus(
                        status.ok(),
                        status.ageMillis(),
                        "Consul suddenly lists " + waiting.tags().size() + " of " + tags.size()
                                + " services that are tagged for the edge: held until it insists.");
    }

    boolean heardOnce() {
        return asking.heardOnce();
    }

    private void accept(Map<String, Set<String>> services) {
        if (take(TopologyBuilder.tagged(services))) {
            changed.run();
        }
    }

    private synchronized boolean take(Map<String, Set<String>> now) {
        Map<String, Set<String>> before = tags();
        long lost =
                before.keySet().stream().filter(name -> !now.containsKey(name)).count();
        if (lost > 0 && (now.isEmpty() || lost * 2 > before.size())) {
            Doubted waiting = doubted;
            doubted = new Doubted(now, waiting == null ? clock.instant() : waiting.since());
            // What is new is not to wait for what is doubted.
            Map<String, Set<String>> both = new HashMap<>(before);
            both.putAll(now);
            tags = Map.copyOf(both);
        } else {
            doubted = null;
            tags = now;
        }
        return !tags.equals(before);
    }

    @Override
    public void close() {
        asking.close();
    }
}
