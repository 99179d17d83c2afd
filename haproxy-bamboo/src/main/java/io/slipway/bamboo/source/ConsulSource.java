package io.slipway.bamboo.source;

import io.slipway.bamboo.rule.RuleSet;
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

/** Follows in Consul the health of every service that is routed, the tags that ask for routes, and the rules. Thread-safe. */
public final class ConsulSource implements AutoCloseable {

    private static final int SHOWN = 5;

    private final Registry registry;
    private final Timing timing;
    private final Clock clock;
    private final Runnable changed;
    private final Map<String, ConsulWatch> watches = new ConcurrentHashMap<>();
    private final TagWatch tags;
    private final RuleWatch rules;

    /**
     * Paces the questions.
     *
     * @param longest how long one may stay open
     * @param patience how long Consul has to insist that most tagged services are gone
     */
    public record Timing(Duration longest, Duration patience) {}

    /**
     * @param rulesPrefix where the rules are kept
     * @param changed is called after every new view, on a thread of this source
     */
    public ConsulSource(Registry registry, String rulesPrefix, Timing timing, Clock clock, Runnable changed) {
        this.registry = registry;
        this.timing = timing;
        this.clock = clock;
        this.changed = changed;
        this.tags = new TagWatch(registry, timing.longest(), timing.patience(), clock, changed);
        this.rules = new RuleWatch(registry, rulesPrefix, timing.longest(), clock, changed);
    }

    /** Returns the tags that ask for routes, by service. */
    public Map<String, Set<String>> tags() {
        return tags.tags();
    }

    public RuleSet rules() {
        return rules.rules();
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
        services.forEach(service -> watches.computeIfAbsent(
                service, name -> new ConsulWatch(registry, name, timing.longest(), clock, changed)));
    }

    /** Returns the view of every service that is followed. */
    public Map<String, ConsulView> views() {
        Map<String, ConsulView> views = new TreeMap<>();
        watches.forEach((service, watch) -> views.put(service, watch.view()));
        return views;
    }

    /** Tells whether Consul answered, or failed to, about everything that is followed. */
    public boolean heardOnce() {
        return tags.heardOnce()
                && rules.heardOnce()
                && watches.values().stream().allMatch(ConsulWatch::heardOnce);
    }

    /**
     * Joins the watches: ok when every one is, as old as the oldest, held for every reason there is.
     *
     * @param guard reasons from elsewhere
     */
    public SourceStatus status(List<String> guard) {
        List<SourceStatus> all = Stream.concat(
                        Stream.of(tags.status(), rules.status()),
                        watches.values().stream().map(ConsulWatch::status))
                .toList();
        List<String> held = Stream.concat(
                        all.stream().map(SourceStatus::held).filter(ConsulSource::said), guard.stream())
                .sorted()
                .toList();
        return new SourceStatus(
                all.stream().allMatch(SourceStatus::ok),
                all.stream().mapToLong(SourceStatus::ageMillis).max().orElse(-1),
                held.isEmpty() ? null : shown(held));
    }

    private static String shown(List<String> held) {
        int more = held.size() - SHOWN;
        return String.join(" ", held.subList(0, Math.min(SHOWN, held.size())))
                + (more > 0 ? " And " + more + " more of the kind." : "");
    }

    private static boolean said(@Nullable String held) {
        return held != null;
    }

    @Override
    public void close() {
        watches.values().forEach(ConsulWatch::close);
        tags.close();
        rules.close();
    }
}
