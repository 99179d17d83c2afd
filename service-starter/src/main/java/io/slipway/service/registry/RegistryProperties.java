package io.slipway.service.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Holds which registry to use, and what to do while it is away when the service starts.
 *
 * @param registryPatience how long it is asked before a start fails for want of it
 */
@ConfigurationProperties("slipway")
public record RegistryProperties(
        @DefaultValue("consul") Kind registry,
        @DefaultValue("wait") AtBoot registryAtBoot,
        @DefaultValue("10s") Duration registryPatience) {

    /** Returns whether a start goes on only once the registry has answered. */
    public boolean waitsAtBoot() {
        return registryAtBoot != AtBoot.RUN_WITHOUT;
    }

    /** Names the registries there are. */
    public enum Kind {
        CONSUL,
        /** For tests, and for a service that runs alone. */
        MEMORY
    }

    /** Says what a start does while the registry is away. */
    public enum AtBoot {
        /** Tries for a while, then ends the process. */
        FAIL,
        /** Listens, and is ready once the registry has answered. */
        WAIT,
        /** Serves with what it has, and registers later. */
        RUN_WITHOUT
    }
}
