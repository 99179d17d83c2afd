package io.slipway.registry.settings;

import io.slipway.registry.Registry;
import io.slipway.registry.Subscription;
import java.util.function.BiConsumer;

/** Keeps a service's settings records equal to what stands in the registry's KV. */
public final class SettingsStore implements AutoCloseable {

    private final Registry registry;
    private final String service;

    private SettingsStore(Registry registry, String service) {
        this.registry = registry;
        this.service = service;
    }

    /** Watches {@code config/<service>/}; waits for the first answer or failure, at most a second. Does not close the registry. */
    public static SettingsStore open(Registry registry, String service) {
        return new SettingsStore(registry, service);
    }

    /**
     * Returns the holder of a record marked with {@link Settings}, the same one each time.
     *
     * @throws IllegalArgumentException with everything that is wrong with the record
     */
    public <T extends Record> Live<T> live(Class<T> type) {
        throw new UnsupportedOperationException("Not built yet: " + type + registry + service);
    }

    /** Tells a listener the old and the new value after each change, on the watch's thread. */
    public <T extends Record> Subscription onChange(Class<T> type, BiConsumer<T, T> listener) {
        throw new UnsupportedOperationException("Not built yet: " + type + listener);
    }

    public SettingsReport report() {
        throw new UnsupportedOperationException("Not built yet");
    }

    @Override
    public void close() {}
}
