package io.slipway.local.consul.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current {@link State} and makes the next one.
 *
 * <p>Readers take {@link #state} and never wait. Writers queue their change; whoever gets the lock makes all changes that
 * are queued, writes them to disk at once, then shows the new state. So a change is on disk before anybody sees it, and
 * ten writers share one sync.
 */
public final class Store implements AutoCloseable {

    private final Clock clock;
    private final @Nullable Disk disk;
    private final Consumer<Set<Topic>> listener;
    private final Queue<Pending<?>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writer = new ReentrantLock();
    private volatile State state;

    /**
     * @param disk null to keep everything in memory
     * @param node the agent's own node
     * @param listener hears what changed, once the new state can be seen
     */
    public Store(Clock clock, @Nullable Disk disk, String node, Consumer<Set<Topic>> listener) {
        this.clock = clock;
        this.disk = disk;
        this.listener = listener;
        this.state = first(clock, disk, node);
        if (disk != null) {
            run(draft -> restore(draft, disk));
        }
    }

    public State state() {
        return state;
    }

    /**
     * Makes a change, and returns what it answered once it is safe.
     *
     * @throws RuntimeException whatever the change threw; then nothing happened
     */
    public <T extends @Nullable Object> T change(Function<Draft, T> change) {
        Pending<T> mine = new Pending<>(change);
        queue.add(mine);
        Set<Topic> touched = Set.of();
        writer.lock();
        try {
            if (!mine.done) {
                touched = makeQueued();
            }
        } finally {
            writer.unlock();
        }
        // Without the lock: whoever hears of it may answer somebody, and the next writer need not wait for that.
        listener.accept(touched);
        return mine.answer();
    }

    /** Makes a change that has nothing to answer. */
    public void run(Consumer<Draft> change) {
        change(draft -> {
            change.accept(draft);
            return null;
        });
    }

    @Override
    public void close() {
        writer.lock();
        try {
            if (disk != null) {
                disk.close();
            }
        } finally {
            writer.unlock();
        }
    }

    /** Returns what changed. */
    private Set<Topic> makeQueued() {
        List<Pending<?>> batch = new ArrayList<>();
        List<Draft> made = new ArrayList<>();
        State next = state;
        for (Pending<?> pending = queue.poll(); pending != null; pending = queue.poll()) {
            Draft draft = new Draft(next, clock.instant());
            if (pending.make(draft)) {
                next = draft.finish();
                made.add(draft);
            }
            batch.add(pending);
        }
        try {
            keep(made, next.index());
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.end(e));
            return Set.of();
        }
        state = next;
        batch.forEach(pending -> pending.end(null));
        Set<Topic> touched = new HashSet<>();
        made.forEach(draft -> touched.addAll(draft.touched()));
        return touched;
    }

    private void keep(List<Draft> made, long index) {
        if (disk != null) {
            made.forEach(draft -> draft.writes().forEach(disk::put));
            disk.sync(index);
        }
    }

    private static State first(Clock clock, @Nullable Disk disk, String node) {
        // Milliseconds since 1970: an agent that forgot everything still counts on from where clients are.
        long index = Math.max(disk == null ? 0 : disk.index(), clock.millis());
        return new State(
                index,
                Kv.restored(disk == null ? Stream.of() : disk.read(Disk.Table.KEYS, KvEntry.class), index),
                Catalog.empty(index),
                Agent.of(node),
                Sessions.restored(disk == null ? Stream.of() : disk.read(Disk.Table.SESSIONS, Session.class), index),
                List.of());
    }

    private static void restore(Draft draft, Disk disk) {
        disk.read(Disk.Table.NODES, Node.class).forEach(draft.catalog()::register);
        disk.read(Disk.Table.SERVICES, Service.class).forEach(draft.catalog()::register);
        disk.read(Disk.Table.CHECKS, Check.class).forEach(draft.catalog()::register);
        draft.agent()
                .restore(
                        disk.read(Disk.Table.AGENT_SERVICES, Service.class),
                        disk.read(Disk.Table.AGENT_CHECKS, LocalCheck.class));
        draft.sessions().endThoseWatchingNothing();
    }

    /** A change on its way, and what came of it; guarded by the writer's lock. */
    private static final class Pending<T extends @Nullable Object> {

        private final Function<Draft, T> change;
        private @Nullable T result;
        private @Nullable Throwable failure;
        private boolean done;

        Pending(Function<Draft, T> change) {
            this.change = change;
        }

        boolean make(Draft draft) {
            try {
                result = change.apply(draft);
                return true;
            } catch (RuntimeException | Error e) {
                // Thrown again in the thread that asked for the change; the others of the batch go on.
                failure = e;
                return false;
            }
        }

        void end(@Nullable RuntimeException cause) {
            failure = failure == null ? cause : failure;
            done = true;
        }

        @SuppressWarnings("NullAway") // null only where the change itself answers null
        T answer() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return result;
        }
    }
}
