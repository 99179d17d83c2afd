package io.slipway.service.settings;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Wires the settings that change while the service runs. */
@AutoConfiguration
@Import(SettingsRegistrar.class)
final class SettingsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SettingsStore settingsStore(Registry registry, Identity identity, MetricRegistry metrics) {
        SettingsStore store = SettingsStore.open(registry, identity.service());
        metrics.register("settings.declared", (Gauge<Integer>)
                () -> store.report().settings().size());
        metrics.register("settings.refused", (Gauge<Integer>)
                () -> store.report().refused().size());
        return store;
    }

    @Bean
    OneLayerOnly oneLayerOnly(SettingsStore store, Environment environment) {
        return new OneLayerOnly(store, environment);
    }
}
