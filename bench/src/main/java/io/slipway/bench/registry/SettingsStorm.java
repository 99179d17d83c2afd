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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Writes one key of a real Consul so many times a second, and measures how old each value is that {@code Live.get()} returns
 * when it changes, beside a bare blocking query that follows the same key.
 *
 * <p>Takes the writes a second, and for how many seconds. Beyond forty changes a second a watch reads them in
 * bunches, so it sees fewer; each that it sees is to be younger than its pace. The age counts from when the write was sent.
 */
public final class SettingsStorm {

    private static final String KEY = "config/bench/bench.number";
    private static final int AT_ONCE = 32;
    private static final double PACE_MILLIS = 25;

    private final RealConsul consul;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final long[] sent;
    private final long pause;

    private SettingsStorm(RealConsul consul, int rate, int seconds) {
        this.consul = consul;
        this.sent = new long[rate * seconds];
        this.pause = TimeUnit.SECONDS.toNanos(1) / rate;
    }

    @Settings("bench")
    record Bench(@Default("0") int number) {}

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (RealConsul consul = RealConsul.start();
                Registry registry = ConsulRegistry.connect(consul.uri());
                SettingsStore store = SettingsStore.open(registry, "bench")) {
            registry.put(KEY, "0");
            new SettingsStorm(consul, rate, seconds).run(store); // Warms up.
            new SettingsStorm(consul, rate, seconds).run(store).print(rate, seconds);
        }
        System.exit(0);
    }

    @SuppressWarnings("try") // What is opened is only to be closed.
    private Result run(SettingsStore store) throws InterruptedException {
        Ages ours = new Ages();
        Ages raw = new Ages();
        Live<Bench> live = store.live(Bench.class);
        try (var changes = store.onChange(
                        Bench.class, (was, is) -> ours.accept(live.get().number()));
                RawQuery query = new RawQuery(consul.uri(), KEY, raw)) {
            double took = write();
            ours.awaitLast();
            raw.awaitLast();
            return new Result(took, ours, raw);
        }
    }

    /** Returns the seconds that the writes took. */
    private double write() throws InterruptedException {
        long begun = System.nanoTime();
        for (int number = 0; number < sent.length; number++) {
            long planned = begun + number * pause;
            while (planned - System.nanoTime() > 0) {
                LockSupport.parkNanos(planned - System.nanoTime());
            }
            // The last comes alone: what is written at the same time may be overtaken.
            int alone = number == sent.length - 1 ? AT_ONCE : 1;
            room.acquire(alone);
            sent[number] = System.nanoTime();
            HttpRequest write = HttpRequest.newBuilder(consul.uri().resolve("/v1/kv/" + KEY))
                    .PUT(HttpRequest.BodyPublishers.ofString("" + number))
                    .build();
            var unused = client.sendAsync(write, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> room.release(alone));
        }
        room.acquire(AT_ONCE);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Collects how old the values were when one watcher saw them. */
    private final class Ages implements IntConsumer {

        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final Semaphore last = new Semaphore(0);

        @Override
        public void accept(int number) {
            long at = sent[number];
            // Zero is a number of the run before.
            if (at != 0) {
                nanos.add(System.nanoTime() - at);
            }
            if (number == sent.length - 1) {
                last.release();
            }
        }

        void awaitLast() throws InterruptedException {
            if (!last.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The last write was not seen for a minute.");
            }
        }

        double percentile(double percent) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1] / 1e6;
        }
    }

    private record Result(double took, Ages ours, Ages raw) {

        void print(int rate, int seconds) {
            new Row(rate * seconds + " KV writes, " + rate + " a second", took, seconds, "s", 1.05).print(System.out);
            new Row("age of a value seen, p99 : a watch's pace", ours.percentile(99), PACE_MILLIS, "ms", 1)
                    .print(System.out);
            System.out.printf(
                    Locale.ROOT,
                    "  p50 %.2f ms; a raw blocking query, which never pauses: p50 %.2f ms, p99 %.2f ms%n",
                    ours.percentile(50),
                    raw.percentile(50),
                    raw.percentile(99));
            System.out.printf("  values seen: %d, by the raw query %d%n", ours.nanos.size(), raw.nanos.size());
        }
    }
}
