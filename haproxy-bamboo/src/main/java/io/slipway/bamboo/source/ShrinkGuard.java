package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.TopologyBuilder;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Doubts an app list that lost all or most of the running, routed tasks at once, until a second one says the same. A
 * task whose end was announced by an event is not missed.
 *
 * <p>For one thread.
 */
final class ShrinkGuard {

    private Set<String> accepted = Set.of();
    private final Duration patience;
    private Set<String> missedBefore = Set.of();
    private Instant missedSince = Instant.EPOCH;

    /** @param patience how much later the second list has to come: several hints may make two fetches of one mistake */
    ShrinkGuard(Duration patience) {
        this.patience = patience;
    }

    /** Returns why the list is to be held; {@code null} accepts it. */
    @Nullable String doubt(List<App> apps, Set<String> dying, Instant instant) {
        Set<String> now = routedTasks(apps);
        Set<String> expected = new HashSet<>(accepted);
        expected.removeAll(dying);
        Set<String> lost = new HashSet<>(expected);
        lost.removeAll(now);
        boolean shrunk = !lost.isEmpty() && (now.isEmpty() || (lost.size() > 1 && lost.size() * 2 > expected.size()));
        boolean same = missedBefore.containsAll(lost);
        boolean confirmed = same && !instant.isBefore(missedSince.plus(patience));
        if (!shrunk || confirmed) {
            accepted = now;
            missedBefore = Set.of();
            return null;
        }
        missedSince = same ? missedSince : instant;
        missedBefore = lost;
        return "Marathon suddenly lists " + now.size() + " of " + expected.size()
                + " routed tasks: held until it says so again.";
    }

    private static Set<String> routedTasks(List<App> apps) {
        Set<String> ids = new HashSet<>();
        apps.stream()
                .filter(TopologyBuilder::asksForRoute)
                .flatMap(app -> app.tasks().stream())
                .filter(Task::isRunning)
                .forEach(task -> ids.add(task.id()));
        return ids;
    }
}
