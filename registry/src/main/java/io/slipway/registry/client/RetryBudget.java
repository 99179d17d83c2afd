package io.slipway.registry.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps retries from multiplying the load of a service in trouble: one for every five calls, and two a second besides.
 *
 * <p>What is saved up is at most a burst. Safe for use by several threads, without a lock.
 */
final class RetryBudget {

    // In thousandths of a retry.
    private static final long PER_CALL = 200;
    private static final long PER_SECOND = 2_000;
    private static final long PER_RETRY = 1_000;
    private static final long BURST = 20_000;

    private final LongSupplier nanoTime;
    private final AtomicLong saved = new AtomicLong(BURST);
    private final AtomicLong filledAt;

    RetryBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.filledAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Counts a call, but not its retries. */
    void called() {
        save(PER_CALL);
    }

    /** Takes one retry, or says that there is none left. */
    boolean take() {
        fill();
        long before;
        do {
            before = saved.get();
            if (before < PER_RETRY) {
                return false;
            }
        } while (!saved.compareAndSet(before, before - PER_RETRY));
        return true;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        long since = filledAt.get();
        long millis = TimeUnit.NANOSECONDS.toMillis(now - since);
        if (millis > 0 && filledAt.compareAndSet(since, since + TimeUnit.MILLISECONDS.toNanos(millis))) {
            save(Math.min(BURST, millis * PER_SECOND / 1000));
        }
    }

    private void save(long amount) {
        long before = saved.get();
        // Full nearly always: then every call would write to one place for nothing.
        while (before < BURST && !saved.compareAndSet(before, Math.min(BURST, before + amount))) {
            before = saved.get();
        }
    }
}
