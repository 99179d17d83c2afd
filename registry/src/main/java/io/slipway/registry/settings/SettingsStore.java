package io.slipway.registry.settings;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Backoff;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Watch;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps a service's settings equal to what stands in the registry's KV below {@code config/<service>/}.
 *
 * <p>A value that does not parse, that breaks a bound, or that the record's constructor refuses with an
 * {@link IllegalArgumentException}, is refused and logged once; the last good value of that key stays until the next good
 * write. While the registry is away everything stays as it is. Safe for use by several threads.
 */
public final class SettingsStore implements AutoCloseable {

    private final Shelf shelf;
    private final Freshness freshness;
    private final Function<String, StatusBoard> boards;
    private final Watch<Map<String, KeyValue>> watch;
    private @Nullable volatile StatusBoard board;

    /**
     * Says what a store does beyond reading.
     *
     * @param validation finds what breaks the bounds that records declare
     * @param elsewhere says where outside the registry a key is set, if it is; for the reason why it is not read
     */
    public record Options(Validation validation, Function<String, Optional<String>> elsewhere) {

        public static final Options DEFAULT = new Options(Validation.NONE, key -> Optional.empty());

        public Options with(Validation bounds) {
            return new Options(bounds, elsewhere);
        }

        public Options withElsewhere(Function<String, Optional<String>> places) {
            return new Options(validation, places);
        }
    }

    SettingsStore(Registry registry, String service, Options options, Pace pace, Clock clock, DoubleSupplier chance) {
        String folder = "config/" + KeyValue.requireKey(service) + "/";
        this.shelf = new Shelf(service, folder, options);
        this.freshness = new Freshness(clock);
        this.boards = instanceId -> new StatusBoard(
                registry,
                service,
                instanceId,
                new Backoff(pace.firstRetry(), pace.longestRetry(), chance),
                outage("What is refused stays visible in the log, and is written when the registry answers.", clock));
        this.watch = Watch.start(
                "Watching " + folder,
                (index, wait) -> registry.entries(folder, index, wait),
                Map::isEmpty,
                new Applier(),
                pace,
                outage(
                        "The settings last known stay in force, and the registry is asked again until it answers.",
                        clock),
                chance);
    }

    /** Opens a store that knows no bounds but types and what constructors of records check. */
    public static SettingsStore open(Registry registry, String service) {
        return open(registry, service, Options.DEFAULT);
    }

    /**
     * Watches the settings of a service and waits until the registry has answered or failed once, at most a second.
     *
     * <p>The registry stays open when the store is closed.
     */
    public static SettingsStore open(Registry registry, String service, Options options) {
        SettingsStore store = new SettingsStore(
                registry, service, options, Pace.DEFAULT, Clock.systemUTC(), () -> ThreadLocalRandom.current()
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
        return shelf.record(type);
    }

    /** Tells a listener the old and the new value after each change, one listener after the other on the watch's thread. */
    public <T extends Record> Subscription onChange(Class<T> type, BiConsumer<T, T> listener) {
        return shelf.record(type).onChange(listener);
    }

    /**
     * Returns the holder of the texts at all keys that begin with a prefix, the same one each time.
     *
     * <p>Its map has the keys without {@code config/<service>/}, sorted; it is empty while there is none. Such a key is no
     * unknown one any more.
     */
    public Live<Map<String, String>> raw(String keyPrefix) {
        return shelf.texts(keyPrefix, null);
    }

    /**
     * Returns the holder of those texts at keys with a prefix that a rule takes; the last good one of a key stays.
     *
     * @throws IllegalStateException if the prefix is already held to another rule
     */
    public Live<Map<String, String>> raw(String keyPrefix, TextRule rule) {
        return shelf.texts(keyPrefix, rule);
    }

    /** Tells a listener all texts before and after each change, as {@link #onChange(Class, BiConsumer)} does. */
    public Subscription onChange(String keyPrefix, BiConsumer<Map<String, String>, Map<String, String>> listener) {
        return shelf.texts(keyPrefix, null).onChange(listener);
    }

    /** Returns the keys of a record, without {@code config/<service>/}, in the order of its components. */
    public static List<String> keys(Class<? extends Record> type) {
        return SettingsRecord.keys(type);
    }

    /** Returns what is in force at a key of a record that was asked for, even if it is secret. */
    public Optional<Setting> inForce(String key) {
        return shelf.inForce(key);
    }

    /** Returns what would be in force at a key of a record if nothing stood in KV, even if it is secret. */
    public Optional<Setting> defaultOf(String key) {
        return shelf.defaultOf(key);
    }

    /** Says whether the value of a key is kept from people: by its name, or because its record marks it {@link Secret}. */
    public boolean isSecret(String key) {
        return shelf.isSecret(key);
    }

    /** Tells what is in force, and what stands in KV below the service's folder and is not. */
    public SettingsReport report() {
        return shelf.report();
    }

    /** Returns the registry's index of the newest answer; 0 before the first one. */
    public long version() {
        return freshness.version();
    }

    /** Returns how long ago the registry last answered; without any change it does so about once a minute. */
    public Duration age() {
        return freshness.age();
    }

    /** Measures {@code settings.version}, {@code settings.refused} and {@code settings.age}, in seconds. */
    public void bindTo(MetricRegistry metrics) {
        metrics.register("settings.version", (Gauge<Long>) this::version);
        metrics.register("settings.age", (Gauge<Double>) () -> age().toMillis() / 1000.0);
        metrics.register(
                "settings.refused", (Gauge<Integer>) () -> shelf.refused().size());
    }

    /**
     * Begins to tell operators what is refused, also the keys that nothing reads: call it once every record was asked for.
     *
     * <p>They find it in the log, and in KV at {@code status/<service>/<instance id>/refused} until it has healed or the
     * store is closed.
     *
     * @throws IllegalArgumentException for an id that cannot be part of a key
     * @throws IllegalStateException the second time
     */
    public synchronized void publishRefusals(String instanceId) {
        if (board != null) {
            throw new IllegalStateException("What is refused is published already.");
        }
        board = boards.apply(instanceId);
        publish();
    }

    // One at a time, so that nobody shows an older list over a newer one.
    private synchronized void publish() {
        StatusBoard shown = board;
        if (shown != null) {
            shelf.logUnknown();
            shown.show(shelf.refused());
        }
    }

    /** Stops watching and telling; the values last known can still be read. */
    @Override
    public void close() {
        watch.close();
        StatusBoard shown = board;
        if (shown != null) {
            shown.close();
        }
    }

    private static Outage outage(String meanwhile, Clock clock) {
        return new Outage(LoggerFactory.getLogger(SettingsStore.class), clock, meanwhile);
    }

    /** Settles on the watch's thread and tells listeners after the lock is given back. */
    private final class Applier implements Watch.Sink<Map<String, KeyValue>> {

        @Override
        public void answered(Map<String, KeyValue> answer, long index) {
            shelf.settle(answer).forEach(Runnable::run);
            freshness.confirmed(index);
            publish();
        }

        @Override
        public void failed() {
            // Nothing changes while the registry is away; the watch says so.
        }
    }
}
