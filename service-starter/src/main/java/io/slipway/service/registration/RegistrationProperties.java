package io.slipway.service.registration;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Holds how the service announces itself and leaves; {@code slipway.drain}, {@code slipway.withdraw} and
 * {@code slipway.check.*}.
 *
 * @param drain how long it goes on serving once nobody new is sent to it, until everyone who routes to it knows
 * @param withdraw how that begins
 */
@ConfigurationProperties("slipway")
record RegistrationProperties(
        @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS)
        Duration drain,

        @DefaultValue("maintenance") Withdraw withdraw,
        @DefaultValue Check check) {

    RegistrationProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("SLIPWAY_DRAIN is " + drain + ": it cannot be less than 0.");
        }
    }

    enum Withdraw {
        /** Stays in the registry, in maintenance, until the last request is done: operators see it leave. */
        MAINTENANCE,
        /** Is out of the registry before it drains. */
        DEREGISTER
    }

    /**
     * Holds how the registry watches the service.
     *
     * @param ttl how long one report counts, where the service reports itself
     * @param verified whether a check over TLS looks at the certificate
     * @param deregisterAfter how long it may fail before the registry forgets it
     */
    record Check(
            @DefaultValue("http") Type type,
            @DefaultValue("/actuator/health/readiness") String path,
            @DefaultValue("1s") Duration interval,
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("30s") Duration ttl,
            @DefaultValue("true") boolean verified,
            @DefaultValue("10m") Duration deregisterAfter) {

        enum Type {
            HTTP,
            HTTPS,
            TCP,
            /** Nobody asks the service; it reports its readiness itself. */
            TTL
        }
    }
}
