package io.slipway.registry.discovery;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Keeps what calls to one instance have shown of it, for as long as the registry lists it.
 *
 * <p>It is open; or ejected until a moment, then due for a probe: one call that decides whether it is open again or ejected for
 * longer. Every number is swapped without a lock; times are nanoseconds since the pool began.
 */
final class Standing {

    /** After this time another probe may be made, whatever became of the one before. */
    static final long PROBE = 10_000_000_000L;

    private static final AtomicIntegerFieldUpdater<Standing> IN_FLIGHT =
            AtomicIntegerFieldUpdater.newUpdater(Standing.class, "inFlight");
    private static final AtomicIntegerFieldUpdater<Standing> FAILURES =
            AtomicIntegerFieldUpdater.newUpdater(Standing.class, "failures");
    private static final AtomicLongFieldUpdater<Standing> LATENCY =
            AtomicLongFieldUpdater.newUpdater(Standing.class, "latency");
    private static final AtomicLongFieldUpdater<Standing> EJECTED_UNTIL =
            AtomicLongFieldUpdater.newUpdater(Standing.class, "ejectedUntil");

    private static final long UNSEEN_AND_BUSY = 1_000_000_000L;
    private static final long UNSEEN_AND_FAILED = 1_000_000_000L;
    private static final double LEAST_WEIGHT = 0.1;

    private final long warmFrom;
    private final long warmUp;

    private volatile int inFlight;
    private volatile int failures;
    private volatile long latency = Latency.UNSEEN;
    private volatile long ejectedUntil;

    // How long it was ejected last, and when that ended: touched by one thread at a time.
    private long ejection;
    private long openSince;

    /** @param warmUp how long its share grows; 0 for an instance that gets all at once */
    Standing(long now, long warmUp) {
        this.warmFrom = now;
        this.warmUp = warmUp;
    }

    /** Rates the wait that a call would have here; an instance that never answered is tried, by one call at a time. */
    double load(long now) {
        int busy = inFlight;
        long average = latency;
        return average == Latency.UNSEEN ? (double) UNSEEN_AND_BUSY * busy : Latency.at(average, now) * (busy + 1);
    }

    boolean isWarmingUp(long now) {
        return now - warmFrom < warmUp;
    }

    /** Returns which part of its share it gets: from a tenth up to all. */
    double weight(long now) {
        return isWarmingUp(now) ? Math.max(LEAST_WEIGHT, (double) (now - warmFrom) / warmUp) : 1;
    }

    boolean isEjected() {
        return ejectedUntil != 0;
    }

    /** Says whether it is open, or due for a probe. */
    boolean mayBeCalled(long now) {
        return ejectedUntil <= now;
    }

    /** Takes the one probe that is due, unless another call has just taken it. */
    boolean takeProbe(long now) {
        long until = ejectedUntil;
        return until != 0 && until <= now && EJECTED_UNTIL.compareAndSet(this, until, now + PROBE);
    }

    /** Ejects it, for longer each time unless it was good for long since, and returns for how long. Not thread-safe. */
    long eject(long now, OutlierPolicy policy) {
        long longest = policy.longest().toNanos();
        boolean again = isEjected() || (ejection > 0 && now - openSince < longest);
        ejection = again ? Math.min(longest, 2 * ejection) : policy.first().toNanos();
        ejectedUntil = now + ejection;
        return ejection;
    }

    /** Ends an ejection. Not thread-safe. */
    void open(long now) {
        openSince = now;
        ejectedUntil = 0;
    }

    int inFlight() {
        return inFlight;
    }

    void began() {
        IN_FLIGHT.incrementAndGet(this);
    }

    void ended() {
        IN_FLIGHT.decrementAndGet(this);
    }

    void answered(long now, long took) {
        if (failures != 0) {
            failures = 0;
        }
        long before = latency;
        // Whoever is beaten to it leaves it: the other's answer is as true.
        LATENCY.compareAndSet(this, before, Latency.after(before, now, took));
    }

    /**
     * Counts a failure and returns how many there are in a row.
     *
     * <p>It is rated as twice the time an answer takes lately, since failing quickly is no merit; that fades as all does.
     */
    int failed(long now, long took) {
        long before = latency;
        long rated = before == Latency.UNSEEN ? UNSEEN_AND_FAILED : 2 * (long) Latency.at(before, now);
        LATENCY.compareAndSet(this, before, Latency.after(before, now, Math.max(took, rated)));
        return FAILURES.incrementAndGet(this);
    }
}
