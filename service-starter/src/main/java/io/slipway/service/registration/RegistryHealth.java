package io.slipway.service.registration;

import io.slipway.service.Identity;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows whether the registry holds the service.
 *
 * <p>It is never DOWN: that the registry is away says nothing against an instance, and must take none out.
 */
final class RegistryHealth implements HealthIndicator {

    private final RegistrationLifecycle registration;
    private final Identity identity;

    RegistryHealth(RegistrationLifecycle registration, Identity identity) {
        this.registration = registration;
        this.identity = identity;
    }

    @Override
    public Health health() {
        boolean registered = registration.registered();
        return (registered ? Health.up() : Health.unknown())
                .withDetail("instance", identity.instance())
                .withDetail("registered", registered)
                .build();
    }
}
