package io.slipway.service.settings;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.settings.Validation;
import io.slipway.service.Identity;
import jakarta.validation.Validator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Wires the settings that change while the service runs, and who tells where a value comes from. */
@AutoConfiguration
@Import(SettingsRegistrar.class)
final class SettingsAutoConfiguration {

    @Bean
    static SettingsInEnvironment settingsInEnvironment() {
        return new SettingsInEnvironment();
    }

    @Bean
    @ConditionalOnMissingBean
    SettingsStore settingsStore(
            Registry registry,
            Identity identity,
            MetricRegistry metrics,
            ObjectProvider<Validator> validator,
            Declarations declarations) {
        Validation validation = validator.stream()
                .<Validation>map(BeanValidation::new)
                .findFirst()
                .orElse(Validation.NONE);
        SettingsStore store = SettingsStore.open(
                registry,
                identity.service(),
                SettingsStore.Options.DEFAULT.with(validation).withElsewhere(declarations::placeOutsideSettings));
        store.bindTo(metrics);
        return store;
    }

    @Bean
    Declarations declarations(Environment environment) {
        return new Declarations(environment);
    }

    @Bean
    OneLayerOnly oneLayerOnly(SettingsStore store, Declarations declarations) {
        return new OneLayerOnly(store, declarations);
    }

    /** Once every bean is there nobody else will ask for further keys. */
    @Bean
    SmartInitializingSingleton publishRefusals(SettingsStore store, Identity identity) {
        return () -> store.publishRefusals(identity.instance());
    }

    @Bean
    LogLevels logLevels(SettingsStore store, LoggingSystem logging, ObjectProvider<LoggerGroups> groups) {
        return new LogLevels(store, logging, groups.getIfAvailable(LoggerGroups::new));
    }

    @Bean
    SettingsHealth settingsHealthIndicator(SettingsStore store) {
        return new SettingsHealth(store);
    }

    @Bean
    Provenance provenance(SettingsStore store, Declarations declarations, Environment environment) {
        List<String> secrets = Binder.get(environment)
                .bind("slipway.secrets", String[].class)
                .map(List::of)
                .orElse(List.of());
        return new Provenance(
                declarations,
                store,
                new Disclosure(environment, store::isSecret, secrets),
                GivenProperties.ofThisProcess());
    }
}
