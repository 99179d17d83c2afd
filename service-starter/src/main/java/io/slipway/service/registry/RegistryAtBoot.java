package io.slipway.service.registry;

import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Ends a start that may not go on without the registry: it is asked for the service's settings, again and again, for as
 * long as patience lasts.
 */
final class RegistryAtBoot implements SmartInitializingSingleton {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Registry registry;
    private final String folder;
    private final RegistryProperties properties;

    RegistryAtBoot(Registry registry, String service, RegistryProperties properties) {
        this.registry = registry;
        this.folder = "config/" + service + "/";
        this.properties = properties;
    }

    // Before the server listens: nobody shall be told to come to a service that ends.
    @Override
    public void afterSingletonsInstantiated() {
        if (properties.registryAtBoot() == RegistryProperties.AtBoot.FAIL) {
            require();
        }
    }

    private void require() {
        long deadline = System.nanoTime() + properties.registryPatience().toNanos();
        int tries = 1;
        while (true) {
            try {
                registry.entries(folder, 0, Duration.ZERO);
                return;
            } catch (RegistryException e) {
                if (System.nanoTime() + PAUSE.toNanos() >= deadline || !paused()) {
                    throw new NoRegistryAtBoot(tries, properties.registryPatience(), e);
                }
                tries++;
            }
        }
    }

    private static boolean paused() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
