package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Counts one call to an instance from the moment it is picked until it ends.
 *
 * <p>The caller ends it once, by {@link #succeeded}, {@link #failed} or {@link #abandoned}; what comes after the first end is
 * not counted. Any thread may end it.
 */
public final class Lease {

    private static final AtomicIntegerFieldUpdater<Lease> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "ended");

    private final Candidate candidate;
    private final Pool pool;
    private final boolean probe;

    @SuppressWarnings("unused") // Read and written through ENDED.
    private volatile int ended;

    Lease(Candidate candidate, Pool pool, boolean probe) {
        this.candidate = candidate;
        this.pool = pool;
        this.probe = probe;
        candidate.standing().began();
    }

    public ServiceInstance instance() {
        return candidate.instance();
    }

    /** Ends it with an answer, also one that the caller does not like: the instance did its part. */
    public void succeeded(Duration took) {
        if (end()) {
            pool.succeeded(candidate, probe, took.toNanos());
        }
    }

    /** Ends it with an instance that could not be reached, broke off, was too late, or said that it cannot serve. */
    public void failed(Duration took) {
        if (end()) {
            pool.failed(candidate, probe, took.toNanos());
        }
    }

    /** Ends it without a word on the instance: the caller gave up, or never began. */
    public void abandoned() {
        end();
    }

    private boolean end() {
        boolean first = ENDED.compareAndSet(this, 0, 1);
        if (first) {
            candidate.standing().ended();
        }
        return first;
    }
}
