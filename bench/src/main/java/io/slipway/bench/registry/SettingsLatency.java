package io.slipway.bench.registry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.slipway.bench.Row;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Live;
import io.slipway.registry.settings.Settings;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.RealConsul;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Measures from the start of a write to a real Consul until {@code Live.get()} returns the new value, beside a bare
 * blocking query on the same key that waits for the same writes, and beside Spring Cloud Consul Config.
 *
 * <p>Takes the number of writes to both, and of those that Spring Cloud, which is slower, is measured with.
 */
public final class SettingsLatency {

    private static final String FOLDER = "config/bench/";
    private static final String NAME = "bench.number";
    private static final String KEY = FOLDER + NAME;
    private static final int WARM_UP = 200;

    private SettingsLatency() {}

    @Settings("bench")
    record Bench(@Default("0") int number) {}

    public static void main(String[] arguments) throws Exception {
        int writes = Integer.parseInt(arguments[0]);
        int slowWrites = Integer.parseInt(arguments[1]);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (RealConsul consul = RealConsul.start();
                Registry registry = ConsulRegistry.connect(consul.uri());
                SettingsStore store = SettingsStore.open(registry, "bench")) {
            registry.put(KEY, "-1");
            besideARawQuery(consul, registry, store, WARM_UP);
            List<Sightings> seen = besideARawQuery(consul, registry, store, writes);
            row("KV write to Live.get(), p50 : raw blocking query", 50, seen, 1.2);
            row("KV write to Live.get(), p99 : raw blocking query", 99, seen, 1.2);
            List<Sightings> beside = besideSpringCloud(consul, registry, store, slowWrites);
            row("KV write to Live.get(), p50 : Spring Cloud Consul Config", 50, beside, 1);
            row("KV write to Live.get(), p99 : Spring Cloud Consul Config", 99, beside, 1);
        }
        // The peer leaves the threads of its HTTP client behind when it is closed.
        System.exit(0);
    }

    @SuppressWarnings("try") // What is opened is only to be closed.
    private static List<Sightings> besideARawQuery(
            RealConsul consul, Registry registry, SettingsStore store, int writes) throws InterruptedException {
        Sightings ours = new Sightings(writes);
        Sightings raw = new Sightings(writes);
        Live<Bench> live = store.live(Bench.class);
        try (var changes = store.onChange(
                        Bench.class, (was, is) -> ours.see(live.get().number()));
                RawQuery query = new RawQuery(consul.uri(), KEY, raw::see)) {
            for (int number = 0; number < writes; number++) {
                write(registry, number, ours, raw);
                // Beyond forty changes a second a watch reads them in bunches.
                TimeUnit.MILLISECONDS.sleep(30);
            }
        }
        return List.of(ours, raw);
    }

    @SuppressWarnings("try") // What is opened is only to be closed.
    private static List<Sightings> besideSpringCloud(
            RealConsul consul, Registry registry, SettingsStore store, int writes) throws InterruptedException {
        Sightings ours = new Sightings(writes);
        Sightings cloud = new Sightings(writes);
        Live<Bench> live = store.live(Bench.class);
        try (var changes = store.onChange(
                        Bench.class, (was, is) -> ours.see(live.get().number()));
                SpringCloudConfig config = new SpringCloudConfig(consul.uri(), FOLDER, NAME, cloud::see)) {
            for (int number = 0; number < writes; number++) {
                // It rests a second between two queries: a write falls anywhere into that.
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1000));
                write(registry, number, ours, cloud);
            }
        }
        return List.of(ours, cloud);
    }

    private static void write(Registry registry, int number, Sightings... watchers) throws InterruptedException {
        long begun = System.nanoTime();
        for (Sightings watcher : watchers) {
            watcher.written(number, begun);
        }
        registry.put(KEY, String.valueOf(number));
        for (Sightings watcher : watchers) {
            watcher.await();
        }
    }

    private static void row(String what, double percent, List<Sightings> seen, double aim) {
        new Row(what, seen.get(0).percentile(percent), seen.get(1).percentile(percent), "ms", aim).print(System.out);
    }
}
