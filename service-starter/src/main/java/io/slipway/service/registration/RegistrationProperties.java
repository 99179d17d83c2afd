package io.slipway.service.registration;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Holds how the service announces itself and leaves; {@code slipway.drain} and {@code slipway.check.*}.
 *
 * @param drain how long it goes on serving once it is withdrawn, until everyone who routes to it knows
 */
@ConfigurationProperties("slipway")
record RegistrationProperties(
        @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS)
        Duration drain,

        @DefaultValue Check check) {

    RegistrationProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("SLIPWAY_DRAIN is " + drain + ": it cannot be less than 0.");
        }
    }

    /**
     * Holds how the registry watches the service.
     *
     * @param deregisterAfter how long it may fail before the registry forgets it
     */
    record Check(
            @DefaultValue("/actuator/health/readiness") String path,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("10m") Duration deregisterAfter) {}
}
