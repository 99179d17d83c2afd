package io.slipway.service.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Holds which registry to use; {@code slipway.registry}. */
@ConfigurationProperties("slipway")
record RegistryProperties(@DefaultValue("consul") Kind registry) {

    enum Kind {
        CONSUL,
        /** For tests, and for a service that runs alone. */
        MEMORY
    }
}
