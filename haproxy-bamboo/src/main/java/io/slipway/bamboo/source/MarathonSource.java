package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.MarathonView;
import io.slipway.marathon.App;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows Marathon: an event is a hint to fetch, never the state itself, except that a task said to be dying is drained
 * at once. Fetches after a few milliseconds of quiet, after every connect, and at the latest after the resync time.
 *
 * <p>One thread fetches, so no answer overtakes a newer one. Whatever is wrong with an answer, the last good one stays.
 */
public final class MarathonSource implements AutoCloseable {

    private static final Set<String> DYING = Set.of(
            "TASK_KILLING", "TASK_KILLED", "TASK_FAILED", "TASK_FINISHED", "TASK_ERROR", "TASK_GONE", "TASK_DROPPED");

    private final Marathon marathon;
    private final Timing timing;
    private final Clock clock;
    private final Runnable changed;
    private final Outage outage;
    private final Set<String> dying = ConcurrentHashMap.newKeySet();
    private volatile MarathonView view = MarathonView.UNKNOWN;
    private final Hint hint = new Hint();
    private final ShrinkGuard guard;
    private final HealthMemory health = new HealthMemory();
    private final Addresses addresses = new Addresses();
    private volatile @Nullable String held;

    /**
     * Paces the fetches.
     *
     * @param debounce how long to wait after a hint for the ones that come with it
     * @param resync the longest time between two fetches
     * @param confirm how soon to ask again when an answer is doubted or missing
     */
    public record Timing(Duration debounce, Duration resync, Duration confirm) {}

    private final Thread fetcher;
    private final AutoCloseable subscription;

    private MarathonSource(Marathon marathon, Timing timing, Clock clock, Runnable changed) {
        this.marathon = marathon;
        this.timing = timing;
        this.clock = clock;
        this.changed = changed;
        this.guard = new ShrinkGuard(timing.confirm());
        this.outage = new Outage("Marathon", clock);
        this.fetcher = new Thread(this::run, "edge-marathon");
        fetcher.setDaemon(true);
        this.subscription = marathon.listen(this::onEvent, hint::give);
        hint.give();
        fetcher.start();
    }

    /** Begins to follow. {@code changed} is called after every new view, on a thread of this source. */
    public static MarathonSource follow(Marathon marathon, Timing timing, Clock clock, Runnable changed) {
        return new MarathonSource(marathon, timing, clock, changed);
    }

    public MarathonView view() {
        MarathonView seen = view;
        // The hints that came since the fetch.
        return new MarathonView(seen.known(), seen.apps(), seen.healthy(), Set.copyOf(dying), seen.addresses());
    }

    public SourceStatus status() {
        return outage.status(held);
    }

    /** Tells whether Marathon answered, or failed to, at least once. */
    public boolean heardOnce() {
        return outage.heardOnce();
    }

    private void onEvent(MarathonEvent event) {
        if (event instanceof MarathonEvent.StatusUpdate update && DYING.contains(update.taskStatus())) {
            dying.add(update.taskId());
            changed.run();
        }
        hint.give();
    }

    private void run() {
        try {
            while (true) {
                boolean hinted = hint.await(trusted() ? timing.resync() : timing.confirm());
                if (hinted) {
                    Thread.sleep(timing.debounce().toMillis());
                    hint.take();
                }
                fetch();
            }
        } catch (InterruptedException closed) {
            // The end that close() asked for.
        }
    }

    private boolean trusted() {
        return held == null && outage.answering();
    }

    private void fetch() throws InterruptedException {
        try {
            // Taken before the question: what is announced from here on is not yet in the answer.
            Set<String> announced = Set.copyOf(dying);
            accept(marathon.apps(), announced);
            outage.succeeded();
        } catch (RuntimeException anyFailure) {
            // Wide on purpose: whatever an implementation throws, the last good view stays.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            outage.failed(anyFailure);
        }
        changed.run();
    }

    private void accept(List<App> apps, Set<String> announced) {
        held = guard.doubt(apps, announced, clock.instant());
        if (held != null) {
            return;
        }
        view = new MarathonView(true, apps, health.update(apps), Set.of(), addresses.update(hosts(apps)));
        // Only now: between the two, a task that died would count as running.
        Set<String> listed = new HashSet<>();
        apps.forEach(app -> app.tasks().forEach(task -> listed.add(task.id())));
        dying.removeIf(task -> announced.contains(task) && !listed.contains(task));
    }

    private static List<String> hosts(List<App> apps) {
        return apps.stream()
                .flatMap(app -> app.tasks().stream())
                .map(Task::host)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("The event stream of Marathon does not close.", e);
        } finally {
            fetcher.interrupt();
        }
    }
}
