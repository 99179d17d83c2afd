package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Listeners;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds one settings record; one thread settles it, any thread reads it. */
final class LiveSettings<T extends Record> implements Live<T>, Holder {

    private final SettingsRecord<T> type;
    private final String folder;
    private final SettingsLog log;
    private final Listeners<BiConsumer<T, T>> listeners;
    private volatile Settlement<T> now;

    LiveSettings(Class<T> type, Validation validation, String folder) {
        this.type = SettingsRecord.of(type, validation);
        this.folder = folder;
        this.log = new SettingsLog(folder);
        this.listeners = new Listeners<>("settings " + type.getSimpleName());
        this.now = Settlement.ofDefaults(this.type);
    }

    @Override
    public T get() {
        return now.value();
    }

    Subscription onChange(BiConsumer<T, T> listener) {
        return listeners.add(listener);
    }

    @Override
    public Runnable settle(Map<String, KeyValue> entries) {
        Settlement<T> before = now;
        Settlement<T> after = before.next(type, folder, entries);
        now = after;
        log.refusals(before.refused(), after.refused());
        logChanges(before, after);
        T was = before.value();
        T is = after.value();
        return was.equals(is) ? () -> {} : () -> listeners.tell(listener -> listener.accept(was, is));
    }

    @Override
    public Stream<Setting> settings() {
        List<Held> held = now.held();
        return IntStream.range(0, held.size()).mapToObj(i -> {
            Component component = type.components().get(i);
            return held.get(i)
                    .setting(component.key(), component.shown(held.get(i).text()));
        });
    }

    /** Returns what is in force at one key, even if it is secret. */
    Optional<Setting> inForce(String key) {
        List<Held> held = now.held();
        return IntStream.range(0, held.size())
                .filter(i -> type.components().get(i).key().equals(key))
                .mapToObj(i -> held.get(i).setting(key, held.get(i).text()))
                .findFirst();
    }

    @Override
    public List<Refusal> refused() {
        return now.refused();
    }

    @Override
    public boolean holds(String key) {
        return components().stream().anyMatch(component -> component.key().equals(key));
    }

    List<Component> components() {
        return type.components();
    }

    private void logChanges(Settlement<T> before, Settlement<T> after) {
        for (int i = 0; i < after.held().size(); i++) {
            Component component = type.components().get(i);
            Held was = before.held().get(i);
            Held is = after.held().get(i);
            if (!was.value().equals(is.value())) {
                log.changed(component.key(), component.shown(was.text()), component.shown(is.text()), is.version());
            }
        }
    }
}
