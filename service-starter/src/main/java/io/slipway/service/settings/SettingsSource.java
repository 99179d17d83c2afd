package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport.Setting;
import io.slipway.registry.settings.SettingsStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Shows Spring's environment the settings in force under the same keys, each asked for anew.
 *
 * <p>It has the keys of settings records and no other, so that a write to KV cannot set what only a build or a restart may
 * change. The store behind it is not made before the first such key is asked for.
 */
final class SettingsSource extends EnumerablePropertySource<Supplier<SettingsStore>> implements OriginLookup<String> {

    static final String NAME = "slipway settings";

    private final Map<String, Class<? extends Record>> records = new LinkedHashMap<>();
    private volatile @Nullable SettingsStore store;

    SettingsSource(List<Class<? extends Record>> types, Supplier<SettingsStore> store) {
        super(NAME, store);
        types.forEach(type -> SettingsStore.keys(type).forEach(key -> records.put(key, type)));
    }

    @Override
    public String[] getPropertyNames() {
        return records.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return setting(name).map(Setting::value).orElse(null);
    }

    @Override
    public @Nullable Origin getOrigin(String key) {
        return setting(key)
                .flatMap(setting -> setting.modifyIndex() > 0 ? Optional.of(setting) : byDefault(key))
                .map(SettingOrigin::of)
                .orElse(null);
    }

    private Optional<Setting> byDefault(String key) {
        return store().flatMap(known -> known.defaultOf(key));
    }

    private Optional<Setting> setting(String key) {
        Class<? extends Record> type = records.get(key);
        return type == null ? Optional.empty() : store().flatMap(known -> inForce(known, type, key));
    }

    private static Optional<Setting> inForce(SettingsStore store, Class<? extends Record> type, String key) {
        store.live(type);
        return store.inForce(key);
    }

    /** Returns nothing while the store is being made, and when all is over and nobody asked before. */
    private Optional<SettingsStore> store() {
        SettingsStore known = store;
        if (known != null) {
            return Optional.of(known);
        }
        try {
            SettingsStore made = source.get();
            store = made;
            return Optional.of(made);
        } catch (BeanCurrentlyInCreationException | BeanCreationNotAllowedException e) {
            return Optional.empty();
        }
    }
}
