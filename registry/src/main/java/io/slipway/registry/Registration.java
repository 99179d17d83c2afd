package io.slipway.registry;

import java.time.Duration;

/**
 * Announces an instance.
 *
 * @param check how the registry watches it
 * @param deregisterAfter how long it may be critical before the registry forgets it; Consul raises less than a minute
 *     to a minute
 */
public record Registration(ServiceInstance instance, Check check, Duration deregisterAfter) {

    /** Long enough for a night's reboot, short enough that the dead do not pile up. */
    public static final Duration DEREGISTER_AFTER = Duration.ofMinutes(10);

    public Registration {
        if (instance.id().isBlank() || instance.service().isBlank()) {
            throw new IllegalArgumentException(
                    "Cannot register \"" + instance.id() + "\" of \"" + instance.service() + "\": both need a name.");
        }
        if (instance.port() < 1 || instance.port() > 65_535) {
            throw new IllegalArgumentException("Cannot register " + instance.service() + " with port " + instance.port()
                    + ": a port is between 1 and 65535.");
        }
    }

    public Registration(ServiceInstance instance, Check check) {
        this(instance, check, DEREGISTER_AFTER);
    }
}
