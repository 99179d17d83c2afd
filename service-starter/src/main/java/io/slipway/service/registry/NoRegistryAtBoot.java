package io.slipway.service.registry;

import io.slipway.registry.RegistryException;
import io.slipway.registry.internal.Excerpt;
import java.time.Duration;

/** Says that the service may not start without the registry, and why that gave no answer. */
final class NoRegistryAtBoot extends RuntimeException {

    NoRegistryAtBoot(int tries, Duration patience, RegistryException last) {
        super(
                "SLIPWAY_REGISTRY_AT_BOOT is fail, and the registry gave no answer in " + tries + " tries within "
                        + patience.toMillis() + " ms: " + Excerpt.of(last),
                last);
    }
}
