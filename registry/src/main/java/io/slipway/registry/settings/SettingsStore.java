package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Watch;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps a service's settings records equal to what stands in the registry's KV below {@code config/<service>/}.
 *
 * <p>A value that does not parse, or that the record's constructor refuses with an {@link IllegalArgumentException}, is
 * refused and logged once; the last good value of that key stays until the next good write. While the registry is away
 * everything stays as it is. Safe for use by several threads.
 */
public final class SettingsStore implements AutoCloseable {

    private final String service;
    private final String folder;
    private final Map<Class<?>, LiveSettings<?>> records = new LinkedHashMap<>();
    private final Map<String, LiveTexts> texts = new LinkedHashMap<>();
    private final Watch<Map<String, KeyValue>> watch;
    private Map<String, KeyValue> entries = Map.of();

    SettingsStore(Registry registry, String service, Pace pace, Clock clock, DoubleSupplier chance) {
        this.service = service;
        this.folder = "config/" + KeyValue.requireKey(service) + "/";
        Outage outage = new Outage(
                LoggerFactory.getLogger(SettingsStore.class),
                clock,
                "The settings last known stay in force, and the registry is asked again until it answers.");
        this.watch = Watch.start(
                "Watching " + folder,
                (index, wait) -> registry.entries(folder, index, wait),
                Map::isEmpty,
                new Applier(),
                pace,
                outage,
                chance);
    }

    /**
     * Watches the settings of a service and waits until the registry has answered or failed once, at most a second.
     *
     * <p>The registry stays open when the store is closed.
     */
    public static SettingsStore open(Registry registry, String service) {
        SettingsStore store =
                new SettingsStore(registry, service, Pace.DEFAULT, Clock.systemUTC(), () -> ThreadLocalRandom.current()
                        .nextDouble());
        store.watch.awaitFirst();
        return store;
    }

    /**
     * Returns the holder of a record marked with {@link Settings}, the same one each time.
     *
     * @throws IllegalArgumentException with everything that is wrong with the record
     */
    public <T extends Record> Live<T> live(Class<T> type) {
        return holder(type);
    }

    /** Tells a listener the old and the new value after each change, one listener after the other on the watch's thread. */
    public <T extends Record> Subscription onChange(Class<T> type, BiConsumer<T, T> listener) {
        return holder(type).onChange(listener);
    }

    /**
     * Returns the holder of the texts at all keys that begin with a prefix, the same one each time.
     *
     * <p>Its map has the keys without {@code config/<service>/}, sorted; it is empty while there is none. Such a key is no
     * unknown one any more.
     */
    public Live<Map<String, String>> raw(String keyPrefix) {
        return texts(keyPrefix, null);
    }

    /**
     * Returns the holder of those texts at keys with a prefix that a rule takes; the last good one of a key stays.
     *
     * @throws IllegalStateException if the prefix is already held to another rule
     */
    public Live<Map<String, String>> raw(String keyPrefix, TextRule rule) {
        return texts(keyPrefix, rule);
    }

    /** Tells a listener all texts before and after each change, as {@link #onChange(Class, BiConsumer)} does. */
    public Subscription onChange(String keyPrefix, BiConsumer<Map<String, String>, Map<String, String>> listener) {
        return texts(keyPrefix, null).onChange(listener);
    }

    /** Tells what is in force, and what stands in KV below the service's folder and is not. */
    public synchronized SettingsReport report() {
        List<Setting> settings = records.values().stream()
                .flatMap(LiveSettings::settings)
                .distinct()
                .sorted(Comparator.comparing(Setting::key))
                .toList();
        List<Refusal> refused = new ArrayList<>(unknown());
        holders().forEach(holder -> refused.addAll(holder.refused()));
        refused.sort(Comparator.comparing(Refusal::key));
        return new SettingsReport(service, settings, refused);
    }

    /** Stops watching; the values last known can still be read. */
    @Override
    public void close() {
        watch.close();
    }

    @SuppressWarnings("unchecked") // The map's key is the type of its value.
    private synchronized <T extends Record> LiveSettings<T> holder(Class<T> type) {
        LiveSettings<T> known = (LiveSettings<T>) records.get(type);
        if (known != null) {
            return known;
        }
        LiveSettings<T> holder = new LiveSettings<>(type, folder);
        holder.settle(entries);
        records.put(type, holder);
        return holder;
    }

    /** @param rule null for whichever it is held to already, or for none */
    private synchronized LiveTexts texts(String keyPrefix, @Nullable TextRule rule) {
        LiveTexts known = texts.get(keyPrefix);
        if (known != null) {
            if (rule != null && !known.isHeldTo(rule)) {
                throw new IllegalStateException("The keys " + folder + keyPrefix + "… are held to another rule.");
            }
            return known;
        }
        LiveTexts holder = new LiveTexts(folder, keyPrefix, rule == null ? TextRule.ANY : rule);
        holder.settle(entries);
        texts.put(keyPrefix, holder);
        return holder;
    }

    private Stream<Holder> holders() {
        return Stream.concat(records.values().stream(), texts.values().stream());
    }

    private Collection<Refusal> unknown() {
        Set<String> known = holders().flatMap(Holder::keys).collect(Collectors.toSet());
        return entries.values().stream()
                .map(entry -> new KeyValue(entry.key().substring(folder.length()), entry.value(), entry.modifyIndex()))
                .filter(entry -> holders().noneMatch(holder -> holder.holds(entry.key()))
                        && !entry.key().endsWith("/")
                        && !entry.key().isEmpty())
                .map(entry -> new Refusal(
                        Excerpt.of(entry.key()), Excerpt.of(entry.value()), Nearest.suggest(entry.key(), known)))
                .toList();
    }

    private synchronized List<Runnable> settle(Map<String, KeyValue> answer) {
        entries = answer;
        return holders().map(holder -> holder.settle(answer)).toList();
    }

    /** Settles on the watch's thread and tells listeners after the lock is given back. */
    private final class Applier implements Watch.Sink<Map<String, KeyValue>> {

        @Override
        public void answered(Map<String, KeyValue> answer, long index) {
            settle(answer).forEach(Runnable::run);
        }

        @Override
        public void failed() {
            // Nothing changes while the registry is away; the watch says so.
        }
    }
}
