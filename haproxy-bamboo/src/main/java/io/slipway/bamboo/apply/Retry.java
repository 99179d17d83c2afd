package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.HaproxyException;
import java.time.Duration;
import java.time.Instant;

/** Keeps a gap between attempts, which doubles with every failure up to half a minute. For one thread. */
final class Retry {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration gap;
    private Instant due = Instant.EPOCH;
    private int failures;

    Retry(Duration gap) {
        this.gap = gap;
    }

    /** Does one thing to HAProxy. */
    interface Work {
        void run() throws HaproxyException, InterruptedException;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    Instant due() {
        return due;
    }

    /** Counts the last failure for nothing: the next attempt is another one. */
    void forgive() {
        failures = 0;
        due = Instant.EPOCH;
    }

    void attempt(Instant now, Work work) throws HaproxyException, InterruptedException {
        Duration wait = gap.multipliedBy(1L << Math.min(failures + 1, 12));
        due = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        failures++;
        work.run();
        failures = 0;
        due = now.plus(gap);
    }
}
