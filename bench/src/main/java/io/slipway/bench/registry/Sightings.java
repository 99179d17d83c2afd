package io.slipway.bench.registry;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Notes when one watcher saw each of the numbers that were written; the next is written once this one is seen. */
final class Sightings {

    private static final long LONGEST_SECONDS = 120;

    private final long[] nanos;
    private final Semaphore seen = new Semaphore(0);
    private int count;
    private volatile int awaited = -1;
    private volatile long writtenAt;

    Sightings(int writes) {
        nanos = new long[writes];
    }

    void written(int number, long at) {
        writtenAt = at;
        awaited = number;
    }

    /** Takes whatever the watcher sees; only the first sight of the awaited number counts. */
    void see(int number) {
        long now = System.nanoTime();
        if (number == awaited) {
            awaited = -1;
            nanos[count++] = now - writtenAt;
            seen.release();
        }
    }

    void await() throws InterruptedException {
        if (!seen.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A write was not seen for " + LONGEST_SECONDS + " s.");
        }
    }

    /** Returns milliseconds. */
    double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
