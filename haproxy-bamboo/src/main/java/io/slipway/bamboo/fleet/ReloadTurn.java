package io.slipway.bamboo.fleet;

import io.slipway.bamboo.apply.Turn;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets one edge reload at a time, by a lock in the registry: one key that holds the name of whoever reloads, changed by
 * check-and-set.
 *
 * <p>NONE → ASKED → MINE → NONE. Nobody waits longer than the patience, and nobody at all for a registry that does not
 * answer: a reload that is late is worse than two at once. Whoever waited so long for one and the same holder takes the
 * lock over, since that one has died. Thread-safe.
 */
public final class ReloadTurn implements Turn, AutoCloseable {

    private enum State {
        NONE,
        ASKED,
        MINE
    }

    private static final Duration POLL = Duration.ofMillis(50);

    private final Registry registry;
    private final String key;
    private final String self;
    private final Duration patience;
    private final Runnable given;
    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
    private final ExecutorService asker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "edge-turn");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param self the name of this edge, which no other has
     * @param given is called when the turn is there
     */
    public ReloadTurn(Registry registry, String key, String self, Duration patience, Runnable given) {
        this.registry = registry;
        this.key = key;
        this.self = self;
        this.patience = patience;
        this.given = given;
    }

    @Override
    public boolean take() {
        if (state.compareAndSet(State.NONE, State.ASKED)) {
            asker.execute(this::ask);
        }
        return state.get() == State.MINE;
    }

    @Override
    public void release() {
        if (state.getAndSet(State.NONE) == State.MINE) {
            asker.execute(this::giveBack);
        }
    }

    private void ask() {
        try {
            await();
        } catch (RegistryException away) {
            // Without the registry nobody can be asked.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        if (state.compareAndSet(State.ASKED, State.MINE)) {
            given.run();
        } else {
            giveBack();
        }
    }

    private void await() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long firstSeen = index(registry.entry(key).orElse(null));
        while (true) {
            KeyValue entry = registry.entry(key).orElse(null);
            boolean late = System.nanoTime() > deadline;
            boolean holderDied = late && index(entry) == firstSeen;
            if ((isFree(entry) || holderDied) && registry.putIfUnchanged(key, self, index(entry))) {
                return;
            }
            if (late) {
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private boolean isFree(@Nullable KeyValue entry) {
        return entry == null || entry.value().isEmpty() || entry.value().equals(self);
    }

    private static long index(@Nullable KeyValue entry) {
        return entry == null ? 0 : entry.modifyIndex();
    }

    private void giveBack() {
        try {
            registry.entry(key)
                    .filter(entry -> entry.value().equals(self))
                    .ifPresent(entry -> registry.putIfUnchanged(key, "", entry.modifyIndex()));
        } catch (RegistryException away) {
            // Whoever waits for it takes it over.
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
