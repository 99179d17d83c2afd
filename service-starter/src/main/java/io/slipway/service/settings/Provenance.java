package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport.Setting;
import io.slipway.registry.settings.SettingsStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.env.StandardEnvironment;

/** Traces every key of the configuration to the layer and the place that its value comes from, and what it overrode. */
public final class Provenance {

    private static final int MOST = 2000;

    private final Declarations declarations;
    private final SettingsStore store;
    private final Disclosure disclosure;
    private final Set<String> givenProperties;

    /** @param givenProperties the system properties of the command line; the JVM sets many more of its own */
    Provenance(
            Declarations declarations, SettingsStore store, Disclosure disclosure, Collection<String> givenProperties) {
        this.declarations = declarations;
        this.store = store;
        this.disclosure = disclosure;
        this.givenProperties = Set.copyOf(givenProperties);
    }

    /** Returns the keys sorted by name, at most 2,000. */
    public List<ConfigKey> keys() {
        Map<String, List<Declaration>> traced = new TreeMap<>();
        Set<String> used = new HashSet<>();
        declarations.keys().forEach(key -> trace(declarations.of(key), traced, used));
        texts(traced, used);
        ofTheProcess()
                .filter(declaration -> !used.contains(declaration.name()))
                .forEach(declaration -> traced.putIfAbsent(declaration.name(), List.of(declaration)));
        return disclosure.of(traced).stream().limit(MOST).toList();
    }

    /** Adds one key with its declarations, under the name it has in a file: a variable is spelt as shells demand it. */
    private void trace(List<Declaration> found, Map<String, List<Declaration>> traced, Set<String> used) {
        found.forEach(declaration -> used.add(declaration.name()));
        found.stream()
                .filter(declaration -> !declaration.isVariable())
                .reduce((first, last) -> last)
                .ifPresent(declaration -> traced.put(declaration.name(), withDefault(declaration, found)));
    }

    private List<Declaration> withDefault(Declaration last, List<Declaration> found) {
        List<Declaration> chain = new ArrayList<>(found);
        if (last.layer() == Layer.ANY_TIME) {
            store.defaultOf(last.name())
                    .map(setting -> new Declaration(setting.key(), setting.value(), Layer.DEFAULT, setting.source()))
                    .ifPresent(chain::add);
        }
        return chain;
    }

    /** Adds the keys that are read from KV without a record, above what Spring's environment has. */
    private void texts(Map<String, List<Declaration>> traced, Set<String> used) {
        for (Setting text : store.report().texts()) {
            List<Declaration> below = declarations.outsideSettings(text.key());
            below.forEach(declaration -> {
                used.add(declaration.name());
                traced.remove(declaration.name());
            });
            List<Declaration> chain = new ArrayList<>(below);
            chain.add(
                    0,
                    new Declaration(
                            text.key(),
                            text.value(),
                            Layer.ANY_TIME,
                            SettingOrigin.of(text).toString()));
            traced.put(text.key(), chain);
        }
    }

    private Stream<Declaration> ofTheProcess() {
        return Stream.concat(
                declarations.in(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME).stream(),
                declarations.in(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME).stream()
                        .filter(declaration -> givenProperties.contains(declaration.name())));
    }
}
