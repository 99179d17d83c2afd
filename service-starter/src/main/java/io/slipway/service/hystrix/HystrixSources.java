package io.slipway.service.hystrix;

import io.slipway.registry.Subscription;
import io.slipway.registry.client.HystrixSettings;
import io.slipway.registry.settings.SettingsStore;
import org.springframework.core.env.Environment;

/** Lets Hystrix, of which a process has one, read this context's environment and KV for as long as the context lives. */
final class HystrixSources implements AutoCloseable {

    private final Subscription environment;
    private final Subscription settings;

    HystrixSources(Environment environment, SettingsStore settings) {
        this.environment = HystrixSettings.ask(environment::getProperty);
        this.settings = HystrixSettings.follow(settings);
    }

    @Override
    public void close() {
        settings.close();
        environment.close();
    }
}
