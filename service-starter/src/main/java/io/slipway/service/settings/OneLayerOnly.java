package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport;
import io.slipway.registry.settings.SettingsStore;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** Refuses to start a service when one of its settings also stands in Spring's environment, where nobody reads it. */
final class OneLayerOnly implements SmartInitializingSingleton {

    private final SettingsStore store;
    private final Environment environment;

    OneLayerOnly(SettingsStore store, Environment environment) {
        this.store = store;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        SettingsReport report = store.report();
        List<String> problems = report.settings().stream()
                .map(SettingsReport.Setting::key)
                .flatMap(key -> elsewhere(key)
                        .map(where -> "%s is declared in two layers: as a setting in KV config/%s/%s, and in %s."
                                .formatted(key, report.service(), key, where)))
                .toList();
        if (!problems.isEmpty()) {
            throw new DeclaredTwice(problems);
        }
    }

    /** Returns where in the environment a key stands, however it is spelt there. */
    private Stream<String> elsewhere(String key) {
        ConfigurationPropertyName single = ConfigurationPropertyName.adapt(key, '.');
        ConfigurationPropertyName list = single.append("[0]");
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(source -> Stream.of(single, list)
                        .map(source::getConfigurationProperty)
                        .filter(Objects::nonNull))
                .map(property -> Objects.toString(property.getOrigin(), "Spring's environment"))
                .distinct();
    }
}
