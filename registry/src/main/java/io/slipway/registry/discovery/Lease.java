package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Counts one call to an instance from the moment it is picked until it ends.
 *
 * <p>The caller ends it once, by {@link #succeeded}, {@link #failed} or {@link #abandoned}; what comes after the first end is
 * not counted.
 */
public final class Lease {

    private static final AtomicIntegerFieldUpdater<Lease> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "ended");

    private final ServiceInstance instance;
    private final AtomicInteger inFlight;

    @SuppressWarnings("unused") // Read and written through ENDED.
    private volatile int ended;

    Lease(ServiceInstance instance, AtomicInteger inFlight) {
        this.instance = instance;
        this.inFlight = inFlight;
        inFlight.incrementAndGet();
    }

    public ServiceInstance instance() {
        return instance;
    }

    /** Ends it with an answer, also one the caller does not like: the instance did its part. */
    public void succeeded(Duration took) {
        end();
    }

    /** Ends it with an instance that could not be reached, broke off, answered too late or that it cannot serve. */
    public void failed(Duration took) {
        end();
    }

    /** Ends it without a word on the instance: the caller gave up, or never began. */
    public void abandoned() {
        end();
    }

    private void end() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            inFlight.decrementAndGet();
        }
    }
}
