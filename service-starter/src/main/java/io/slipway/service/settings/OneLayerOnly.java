package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import io.slipway.registry.settings.SettingsStore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start a service when a key is in two layers: one of its settings also in Spring's environment, where nobody
 * reads it, or a key of the environment also in KV.
 */
final class OneLayerOnly implements SmartInitializingSingleton {

    private final SettingsStore store;
    private final Declarations declarations;

    OneLayerOnly(SettingsStore store, Declarations declarations) {
        this.store = store;
        this.declarations = declarations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        SettingsReport report = store.report();
        List<String> problems = Stream.concat(settings(report), written(report)).toList();
        if (!problems.isEmpty()) {
            throw new DeclaredTwice(problems);
        }
    }

    private Stream<String> settings(SettingsReport report) {
        return report.settings().stream()
                .map(Setting::key)
                .flatMap(key -> problems(key, "as a setting in KV config/" + report.service() + "/" + key));
    }

    private Stream<String> written(SettingsReport report) {
        Set<String> settings = report.settings().stream().map(Setting::key).collect(Collectors.toSet());
        return report.refused().stream()
                .filter(refusal -> !settings.contains(refusal.key()))
                .flatMap(refusal -> problems(refusal.key(), kv(report.service(), refusal)));
    }

    private static String kv(String service, Refusal refusal) {
        return "in KV config/" + service + "/" + refusal.key() + ", ModifyIndex " + refusal.modifyIndex();
    }

    private Stream<String> problems(String key, String here) {
        return declarations.outsideSettings(key).stream()
                .map(other -> key + " is declared in two layers: " + here + ", and in " + other.place() + ".");
    }
}
