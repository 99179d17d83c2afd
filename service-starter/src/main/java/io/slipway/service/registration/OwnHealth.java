package io.slipway.service.registration;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.registration.Condition;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;

/** Says what the service reports of itself where the registry does not ask: its readiness, as it answers over HTTP. */
final class OwnHealth implements Supplier<Condition> {

    // Looked up late: the endpoint asks the indicators, one of which asks the registration.
    private final ObjectProvider<HealthEndpoint> endpoint;

    OwnHealth(ObjectProvider<HealthEndpoint> endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Condition get() {
        HealthDescriptor readiness = endpoint.getObject().healthForPath("readiness");
        Status status = readiness == null ? Status.UNKNOWN : readiness.getStatus();
        if (Status.UP.equals(status)) {
            return Condition.PASSING;
        }
        boolean unsure = Status.UNKNOWN.equals(status);
        return new Condition(unsure ? CheckStatus.WARNING : CheckStatus.CRITICAL, "readiness is " + status.getCode());
    }
}
