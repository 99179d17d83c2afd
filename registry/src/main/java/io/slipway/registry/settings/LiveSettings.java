package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Listeners;
import io.slipway.registry.settings.SettingsRecord.Component;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds one settings record; one thread settles it, any thread reads it. */
final class LiveSettings<T extends Record> implements Live<T> {

    private static final Logger log = LoggerFactory.getLogger(SettingsStore.class);

    private final SettingsRecord<T> type;
    private final String folder;
    private final Listeners<BiConsumer<T, T>> listeners;
    private volatile Settlement<T> now;

    LiveSettings(Class<T> type, String folder) {
        this.type = SettingsRecord.of(type);
        this.folder = folder;
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

    /** Takes what stands in KV and returns the telling of it, to be done without a lock. */
    Runnable settle(Map<String, KeyValue> entries) {
        Settlement<T> before = now;
        Settlement<T> after = before.next(type, folder, entries);
        now = after;
        logRefusals(before, after);
        logChanges(before, after);
        T was = before.value();
        T is = after.value();
        return was.equals(is) ? () -> {} : () -> listeners.tell(listener -> listener.accept(was, is));
    }

    Stream<Setting> settings() {
        Settlement<T> shown = now;
        return IntStream.range(0, shown.held().size()).mapToObj(i -> {
            Held held = shown.held().get(i);
            return new Setting(type.components().get(i).key(), held.text(), held.source(), held.modifyIndex());
        });
    }

    List<Refusal> refused() {
        return now.refused();
    }

    Stream<String> keys() {
        return type.components().stream().map(Component::key);
    }

    private void logRefusals(Settlement<T> before, Settlement<T> after) {
        Set<String> still = after.refused().stream().map(Refusal::key).collect(Collectors.toSet());
        after.refused().stream()
                .filter(refusal -> !before.refused().contains(refusal))
                .forEach(refusal -> log.warn(
                        "{}{} = \"{}\" is refused and the last good value stays: {}.",
                        folder,
                        refusal.key(),
                        refusal.value(),
                        refusal.reason()));
        before.refused().stream()
                .filter(refusal -> !still.contains(refusal.key()))
                .forEach(refusal -> log.info("{}{} is good again.", folder, refusal.key()));
    }

    private void logChanges(Settlement<T> before, Settlement<T> after) {
        for (int i = 0; i < after.held().size(); i++) {
            Held was = before.held().get(i);
            Held is = after.held().get(i);
            if (!was.value().equals(is.value())) {
                log.info(
                        "{}{} changed from \"{}\" to \"{}\" ({}).",
                        folder,
                        type.components().get(i).key(),
                        Excerpt.of(was.text()),
                        Excerpt.of(is.text()),
                        is.modifyIndex() == 0 ? "default" : "index " + is.modifyIndex());
            }
        }
    }
}
