package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.docker.ContainerDraft;
import io.slipway.local.marathon.docker.ContainerState;
import io.slipway.local.marathon.docker.Engine;
import io.slipway.local.marathon.docker.EngineFailure;
import io.slipway.local.marathon.executor.TaskRunner.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is one task in a container: prepared, then created, running, and removed when it has ended and all it has printed is
 * in the sandbox.
 *
 * <p>No lock is held while the engine is asked. What the engine does not answer to is asked again at the next look.
 */
final class ContainerTask {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerTask.class);
    private static final long DRAIN_SECONDS = 10;

    private enum Phase {
        /** Nothing of it is on the engine, or the engine has not said so. */
        NEW,
        /** Its container was given the order to start. */
        STARTING,
        /** It runs, as far as we know. */
        RUNNING,
        /** It has ended; its container may be there still. */
        OVER
    }

    private final TaskOrder order;
    private final Engine engine;
    private final Listener listener;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    /** Completes when its start, which may outlast its end, asks the engine for nothing more. */
    private final CompletableFuture<Void> prepared = new CompletableFuture<>();

    private final CompletableFuture<Ending> removed = new CompletableFuture<>();
    private Phase phase = Phase.NEW;
    private @Nullable String container;
    private @Nullable ContainerLogs logs;
    private boolean unknown;
    private boolean killed;

    /** Whether it was asked to end: a second request might cut its draining short. */
    private boolean asked;

    private long deadline;

    ContainerTask(TaskOrder order, Engine engine, Listener listener, Executor workers, ScheduledExecutorService timer) {
        this.order = order;
        this.engine = engine;
        this.listener = listener;
        this.workers = workers;
        this.timer = timer;
    }

    TaskOrder order() {
        return order;
    }

    /** Completes when its end was told and its container is gone, or nobody could make it go. */
    CompletableFuture<Ending> removed() {
        return removed;
    }

    synchronized Optional<String> container() {
        return Optional.ofNullable(phase == Phase.RUNNING ? container : null);
    }

    /** Prepares and starts it; takes as long as fetching and pulling take. */
    void start(Sandboxes sandboxes, Supplier<ContainerDraft> draft) {
        try {
            ContainerDraft wanted = draft.get();
            sandboxes.open(order.sandbox());
            for (JsonNode entry : order.fetch()) {
                Fetcher.fetch(entry, order.sandbox());
            }
            var spec = Objects.requireNonNull(order.container());
            engine.provide(spec.image(), spec.forcePullImage());
            launch(wanted);
        } catch (IOException | RuntimeException e) {
            finish(Ending.failure("Failed to launch: " + e.getMessage()));
        } finally {
            prepared.complete(null);
        }
    }

    private void launch(ContainerDraft draft) {
        if (isOver()) {
            return;
        }
        String id = engine.create(draft);
        if (begins(id)) {
            engine.start(id);
            run();
        } else {
            remove(id);
        }
    }

    /** Tells whether nobody has ended it before it began. */
    private synchronized boolean begins(String id) {
        container = id;
        phase = phase == Phase.OVER ? Phase.OVER : Phase.STARTING;
        return phase == Phase.STARTING;
    }

    /** Says that it runs, and only then may anybody look whether it has ended. */
    void run() {
        follow();
        listener.running();
        synchronized (this) {
            phase = Phase.RUNNING;
        }
        terminateIfKilled();
    }

    /** Takes over what another scheduler started; {@link #run} follows. */
    synchronized void adopt(Engine.Listed found) {
        container = found.id();
        phase = Phase.STARTING;
        prepared.complete(null);
    }

    /** Follows it no more. */
    synchronized void leave() {
        if (logs != null) {
            logs.leave();
        }
    }

    void kill(Duration grace) {
        boolean never;
        synchronized (this) {
            long until = System.nanoTime() + grace.toNanos();
            deadline = killed ? Math.min(deadline, until) : until;
            killed = true;
            never = phase == Phase.NEW && !unknown;
        }
        if (never) {
            workers.execute(() -> finish(Ending.failure("Killed before it was started")));
        } else {
            workers.execute(this::terminateIfKilled);
            var unused = timer.schedule(
                    () -> workers.execute(this::terminateIfKilled), grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for an engine that is away to say what has become of it. */
    synchronized void awaitEngine() {
        unknown = true;
        prepared.complete(null);
    }

    /**
     * Sees what has become of its container.
     *
     * @param found what the engine has under its name; null for nothing
     */
    void look(Engine.@Nullable Listed found) {
        String id;
        synchronized (this) {
            if (unknown) {
                unknown = false;
                phase = Phase.RUNNING;
                container = found == null ? null : found.id();
                if (found != null && found.running()) {
                    listener.running();
                }
            }
            if (phase != Phase.RUNNING) {
                return;
            }
            id = container;
        }
        Optional<ContainerState> state = id == null ? Optional.empty() : engine.inspect(id);
        if (state.isEmpty()) {
            finish(Ending.unseen());
        } else if (!state.get().running()) {
            finish(ending(state.get()));
        } else {
            follow();
            terminateIfKilled();
        }
    }

    private Ending ending(ContainerState state) {
        Ending ending = Ending.of("Container", state.exitCode());
        return state.outOfMemory() ? ending.outOfMemory(order.limits().memory()) : ending;
    }

    private void terminateIfKilled() {
        String id;
        boolean late;
        synchronized (this) {
            late = System.nanoTime() - deadline >= 0;
            if (!killed || (asked && !late) || phase != Phase.RUNNING || container == null) {
                return;
            }
            id = container;
        }
        try {
            String wanted = late
                    ? "KILL"
                    : engine.inspect(id).map(ContainerState::stopSignal).orElse("TERM");
            engine.signal(id, wanted);
            synchronized (this) {
                asked = true;
            }
        } catch (EngineFailure e) {
            LOG.warn("Cannot end {} now: {}", order.taskId(), e.getMessage());
        }
    }

    private synchronized void follow() {
        if (phase == Phase.OVER || container == null || (logs != null && !logs.isOver())) {
            return;
        }
        try {
            logs = engine.follow(container, ContainerLogs.in(order.sandbox()));
        } catch (IOException | EngineFailure e) {
            LOG.warn("Cannot follow what {} prints: {}", order.taskId(), e.getMessage());
        }
    }

    private synchronized boolean isOver() {
        return phase == Phase.OVER;
    }

    private void finish(Ending ending) {
        ContainerLogs written;
        String id;
        synchronized (this) {
            if (phase == Phase.OVER) {
                return;
            }
            phase = Phase.OVER;
            written = logs;
            id = container;
        }
        workers.execute(() -> {
            if (written != null) {
                written.drain(DRAIN_SECONDS);
            }
            listener.ended(ending);
            if (id != null) {
                remove(id);
            }
            var unused = prepared.thenRun(() -> removed.complete(ending));
        });
    }

    /** What cannot be removed now is a stray when the engine is back. */
    private void remove(String id) {
        try {
            engine.remove(id);
        } catch (EngineFailure e) {
            LOG.warn("Cannot remove the container of {} now: {}", order.taskId(), e.getMessage());
        }
    }
}
