package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Listeners;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the texts at keys that begin alike; of a text that its rule refuses, the last good one. */
final class LiveTexts implements Live<Map<String, String>>, Holder {

    private final String folder;
    private final String prefix;
    private final TextRule rule;
    private final SettingsLog log;
    private final Listeners<BiConsumer<Map<String, String>, Map<String, String>>> listeners;
    private volatile Texts now = new Texts(Map.of(), Map.of(), List.of());

    LiveTexts(String folder, String prefix, TextRule rule) {
        this.folder = folder;
        this.prefix = prefix;
        this.rule = rule;
        this.log = new SettingsLog(folder);
        this.listeners = new Listeners<>("settings " + prefix);
    }

    /**
     * Freezes what is in force.
     *
     * @param values by key without the folder
     * @param entries what {@code values} come from
     */
    private record Texts(Map<String, String> values, Map<String, KeyValue> entries, List<Refusal> refused) {

        static Texts of(Map<String, KeyValue> entries, List<Refusal> refused) {
            Map<String, String> values = new TreeMap<>();
            entries.forEach((key, entry) -> values.put(key, entry.value()));
            return new Texts(Collections.unmodifiableMap(values), entries, refused);
        }
    }

    @Override
    public Map<String, String> get() {
        return now.values();
    }

    Subscription onChange(BiConsumer<Map<String, String>, Map<String, String>> listener) {
        return listeners.add(listener);
    }

    boolean isHeldTo(TextRule other) {
        return rule == other;
    }

    @Override
    public Runnable settle(Map<String, KeyValue> entries) {
        Texts before = now;
        Texts after = next(before, entries);
        now = after;
        log.refusals(before.refused(), after.refused());
        logChanges(before.entries(), after.entries());
        Map<String, String> was = before.values();
        Map<String, String> is = after.values();
        return was.equals(is) ? () -> {} : () -> listeners.tell(listener -> listener.accept(was, is));
    }

    private Texts next(Texts before, Map<String, KeyValue> entries) {
        Map<String, KeyValue> good = new TreeMap<>();
        List<Refusal> refused = new ArrayList<>();
        for (KeyValue entry : new TreeMap<>(entries).values()) {
            String key = entry.key().substring(folder.length());
            if (!holds(key)) {
                continue;
            }
            try {
                rule.check(key, Utf8Text.require(entry.value()));
                good.put(key, entry);
            } catch (RuntimeException e) { // Wide because rules are other people's code.
                refused.add(new Refusal(
                        Excerpt.of(key),
                        Excerpt.of(Secrets.masked(key, entry.value())),
                        Secrets.isNamedSecret(key) ? Secrets.reason(entry.value(), e) : Excerpt.of(e),
                        entry.modifyIndex()));
                KeyValue last = before.entries().get(key);
                if (last != null) {
                    good.put(key, last);
                }
            }
        }
        return Texts.of(Collections.unmodifiableMap(good), List.copyOf(refused));
    }

    private void logChanges(Map<String, KeyValue> before, Map<String, KeyValue> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            KeyValue was = before.get(key);
            KeyValue is = after.get(key);
            if (!text(was).equals(text(is))) {
                log.changed(
                        key,
                        Secrets.masked(key, text(was)),
                        Secrets.masked(key, text(is)),
                        is == null ? "deleted" : "index " + is.modifyIndex());
            }
        }
    }

    private static String text(@Nullable KeyValue entry) {
        return entry == null ? "" : entry.value();
    }

    @Override
    public Stream<Setting> settings() {
        return now.entries().entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        Secrets.masked(entry.getKey(), entry.getValue().value()),
                        entry.getValue().key(),
                        entry.getValue().modifyIndex()));
    }

    @Override
    public List<Refusal> refused() {
        return now.refused();
    }

    /** An entry that is named like a folder holds no text. */
    @Override
    public boolean holds(String key) {
        return key.startsWith(prefix) && !key.endsWith("/") && !key.isEmpty();
    }
}
