package io.slipway.bench.registry;

import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.discovery.Discovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Times, from just before a check's new state is written, until whoever watches the service knows it. */
final class Propagation implements AutoCloseable {

    // Changes that follow each other for long without a pause are slowed down on purpose.
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final Catalog catalog;
    private final String service;
    private final String id;
    private final Registry registry;
    private final Discovery discovery;
    private final BlockingQueue<Seen> ours = new LinkedBlockingQueue<>();
    private final BlockingQueue<Seen> raw = new LinkedBlockingQueue<>();
    private final Subscription subscription;
    private final Thread reader;
    private volatile boolean closed;

    /** Holds the moment at which an instance was seen to be there, or not. */
    private record Seen(boolean passing, long nanos) {}

    /** Holds milliseconds, sorted. */
    record Times(List<Double> ours, List<Double> raw) {

        static double percentile(List<Double> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * share) - 1));
        }
    }

    Propagation(URI consul, Catalog catalog, String service) throws InterruptedException {
        this.catalog = catalog;
        this.service = service;
        this.id = Catalog.id(service, 0);
        this.registry = ConsulRegistry.connect(consul);
        this.discovery = Discovery.over(registry);
        while (discovery.snapshot(service).instances().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Set<String> others = discovery.snapshot(service).instances().stream()
                .map(ServiceInstance::id)
                .filter(other -> !other.equals(id))
                .collect(Collectors.toSet());
        // When the listener is told, the pool is new already; that a pick knows it is what counts.
        this.subscription = discovery.onChange(
                service,
                snapshot -> ours.add(new Seen(discovery.pick(service, others).isPresent(), System.nanoTime())));
        this.reader = new Thread(() -> follow(consul), "raw");
        reader.setDaemon(true);
        reader.start();
        await(ours, true);
        await(raw, true);
    }

    Times run(int changes) throws IOException, InterruptedException {
        List<Double> oursTook = new ArrayList<>();
        List<Double> rawTook = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            boolean passing = i % 2 == 1;
            long begun = System.nanoTime();
            catalog.setPassing(service, 0, passing);
            oursTook.add((await(ours, passing) - begun) / 1e6);
            rawTook.add((await(raw, passing) - begun) / 1e6);
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        oursTook.sort(null);
        rawTook.sort(null);
        return new Times(oursTook, rawTook);
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
        discovery.close();
        registry.close();
    }

    private static long await(BlockingQueue<Seen> from, boolean passing) throws InterruptedException {
        while (true) {
            Seen seen = from.poll(60, TimeUnit.SECONDS);
            if (seen == null) {
                throw new IllegalStateException("Nothing was seen for a minute.");
            }
            if (seen.passing() == passing) {
                return seen.nanos();
            }
        }
    }

    /** Does what a blocking query is at the least: ask, read the body as text, ask again with its index. */
    private void follow(URI consul) {
        OkHttpClient client =
                new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(70)).build();
        String index = "0";
        while (!closed) {
            Request request = new Request.Builder()
                    .url(consul + "/v1/health/service/" + service + "?passing=true&wait=55s&index=" + index)
                    .build();
            try (Response response = client.newCall(request).execute()) {
                boolean passing = response.body().string().contains("\"" + id + "\"");
                raw.add(new Seen(passing, System.nanoTime()));
                index = Objects.requireNonNull(response.header("X-Consul-Index"));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
