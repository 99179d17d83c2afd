package io.slipway.service.settings;

import io.slipway.registry.settings.Live;
import io.slipway.registry.settings.SettingsStore;

/**
 * Is the bean of one settings record; its own class, so that injection can tell the records apart. Public for the code
 * that Spring generates ahead of time.
 */
public final class LiveSettings<T extends Record> implements Live<T> {

    private final Live<T> live;

    public LiveSettings(Class<T> type, SettingsStore store) {
        live = store.live(type);
    }

    @Override
    public T get() {
        return live.get();
    }
}
