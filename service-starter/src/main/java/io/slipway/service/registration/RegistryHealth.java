package io.slipway.service.registration;

import io.slipway.registry.registration.Announcement;
import io.slipway.service.Identity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows whether the registry holds the service, and if not, why and what it waits for.
 *
 * <p>It is never DOWN: that the registry is away says nothing against an instance, and must take none out.
 */
final class RegistryHealth implements HealthIndicator {

    private final RegistrationLifecycle registration;
    private final Gates gates;
    private final Identity identity;

    RegistryHealth(RegistrationLifecycle registration, Gates gates, Identity identity) {
        this.registration = registration;
        this.gates = gates;
        this.identity = identity;
    }

    @Override
    public Health health() {
        Optional<Announcement> announcement = registration.announcement();
        boolean registered = announcement
                .map(Announcement::state)
                .filter(Announcement.State.REGISTERED::equals)
                .isPresent();
        Health.Builder health = (registered ? Health.up() : Health.unknown())
                .withDetail("instance", identity.instance())
                .withDetail("registered", registered);
        if (!registered) {
            health.withDetail(
                    "state",
                    announcement
                            .map(said -> said.state().name().toLowerCase(Locale.ROOT))
                            .orElse("waiting"));
        }
        announcement.flatMap(Announcement::problem).ifPresent(problem -> health.withDetail("problem", problem));
        List<String> missing = gates.missing();
        if (!missing.isEmpty()) {
            health.withDetail("waitsFor", missing);
        }
        return health.build();
    }
}
