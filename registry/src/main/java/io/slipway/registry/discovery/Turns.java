package io.slipway.registry.discovery;

import io.slipway.registry.Indexed;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks for one service without a connection of its own: every so often, in turn with others, and for no more than its index. */
final class Turns {

    private final Registry registry;
    private final String service;
    private final Duration pause;
    private final Semaphore connections;
    // Touched by the watch's thread alone.
    private @Nullable Indexed<List<ServiceInstance>> last;

    /** @param connections how many may ask at a time */
    Turns(Registry registry, String service, Duration pause, Semaphore connections) {
        this.registry = registry;
        this.service = service;
        this.pause = pause;
        this.connections = connections;
    }

    /** Reads at once at index 0, else after the pause; the list is the very same where its index is. */
    Indexed<List<ServiceInstance>> next(long index) {
        if (index == 0) {
            last = null;
        }
        acquire(last == null ? Duration.ZERO : pause);
        try {
            Indexed<List<ServiceInstance>> known = last;
            if (known == null || registry.healthyIndex(service) != known.index()) {
                known = registry.healthyInstances(service, 0, Duration.ZERO);
            }
            last = known;
            return known;
        } finally {
            connections.release();
        }
    }

    Indexed<List<ServiceInstance>> again() {
        acquire(Duration.ZERO);
        try {
            return registry.confirmedInstances(service);
        } finally {
            connections.release();
        }
    }

    private void acquire(Duration after) {
        try {
            TimeUnit.NANOSECONDS.sleep(after.toNanos());
            connections.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted while waiting for a turn to ask the registry", e);
        }
    }
}
