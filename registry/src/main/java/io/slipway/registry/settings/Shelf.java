package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps every holder of a service's settings, each told of what stands in the registry. */
final class Shelf {

    private final String service;
    private final String folder;
    private final Validation validation;
    private final UnknownKeys unknownKeys;
    private final SettingsLog log;
    private final Map<Class<?>, LiveSettings<?>> records = new LinkedHashMap<>();
    private final Map<String, LiveTexts> texts = new LinkedHashMap<>();
    private Map<String, KeyValue> entries = Map.of();
    private List<Refusal> loggedUnknown = List.of();
    private @Nullable List<Refusal> unknown;

    Shelf(String service, String folder, SettingsStore.Options options) {
        this.service = service;
        this.folder = folder;
        this.validation = options.validation();
        this.unknownKeys = new UnknownKeys(folder, options.elsewhere());
        this.log = new SettingsLog(folder);
    }

    @SuppressWarnings("unchecked") // The map's key is the type of its value.
    synchronized <T extends Record> LiveSettings<T> record(Class<T> type) {
        LiveSettings<T> known = (LiveSettings<T>) records.get(type);
        if (known != null) {
            return known;
        }
        LiveSettings<T> holder = new LiveSettings<>(type, validation, folder);
        records.put(type, settled(holder));
        return holder;
    }

    /** @param rule null for whichever it is held to already, or for none */
    synchronized LiveTexts texts(String keyPrefix, @Nullable TextRule rule) {
        LiveTexts known = texts.get(keyPrefix);
        if (known != null) {
            if (rule != null && !known.isHeldTo(rule)) {
                throw new IllegalStateException("The keys " + folder + keyPrefix + "… are held to another rule.");
            }
            return known;
        }
        LiveTexts holder = new LiveTexts(folder, keyPrefix, rule == null ? TextRule.ANY : rule);
        texts.put(keyPrefix, settled(holder));
        return holder;
    }

    private <H extends Holder> H settled(H holder) {
        holder.settle(entries).run();
        unknown = null;
        return holder;
    }

    /** Returns what must be told, to be done without the lock. */
    synchronized List<Runnable> settle(Map<String, KeyValue> answer) {
        if (answer.equals(entries)) {
            return List.of();
        }
        entries = answer;
        unknown = null;
        return holders().map(holder -> holder.settle(answer)).toList();
    }

    synchronized Optional<Setting> inForce(String key) {
        return records.values().stream()
                .flatMap(holder -> holder.inForce(key).stream())
                .findFirst();
    }

    synchronized Optional<Setting> defaultOf(String key) {
        return records.entrySet().stream()
                .flatMap(known -> known.getValue().components().stream()
                        .filter(component -> component.key().equals(key))
                        .map(component -> new Setting(
                                key,
                                component.defaultText(),
                                "@Default in " + known.getKey().getSimpleName(),
                                0)))
                .findFirst();
    }

    synchronized boolean isSecret(String key) {
        return Secrets.isNamedSecret(key)
                || records.values().stream()
                        .flatMap(holder -> holder.components().stream())
                        .anyMatch(component ->
                                component.secret() && component.key().equals(key));
    }

    synchronized SettingsReport report() {
        return new SettingsReport(service, shown(records.values().stream()), shown(texts.values().stream()), refused());
    }

    synchronized List<Refusal> refused() {
        return Stream.concat(unknown().stream(), holders().flatMap(holder -> holder.refused().stream()))
                .sorted(Comparator.comparing(Refusal::key))
                .distinct()
                .toList();
    }

    /** Logs the keys that nothing reads: only who has all holders knows them. */
    synchronized void logUnknown() {
        log.unknown(loggedUnknown, unknown());
        loggedUnknown = unknown();
    }

    private List<Refusal> unknown() {
        List<Refusal> found = unknown;
        if (found == null) {
            Map<String, Boolean> known = new HashMap<>();
            records.values().forEach(holder -> holder.components()
                    .forEach(component -> known.put(component.key(), component.secret())));
            found = unknownKeys.among(entries, key -> holders().anyMatch(holder -> holder.holds(key)), known);
            unknown = found;
        }
        return found;
    }

    private static List<Setting> shown(Stream<? extends Holder> holders) {
        return holders.flatMap(Holder::settings)
                .distinct()
                .sorted(Comparator.comparing(Setting::key))
                .toList();
    }

    private Stream<Holder> holders() {
        return Stream.concat(records.values().stream(), texts.values().stream());
    }
}
