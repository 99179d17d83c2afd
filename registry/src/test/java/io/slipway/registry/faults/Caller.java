package io.slipway.registry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.client.ServiceClient;
import io.slipway.registry.client.ServiceClients;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Live;
import io.slipway.registry.settings.Settings;
import io.slipway.registry.settings.SettingsStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import retrofit2.http.GET;

/** Is a service while its surroundings break: it calls {@link Peer}s, lives by settings, and notes every call that fails. */
final class Caller implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(60);

    @ServiceClient(Peer.SERVICE)
    interface PeerApi {
        @GET("name")
        String name();
    }

    @Settings("shop")
    record ShopSettings(
            @Default("10") int pageSize, @Default("Hello") String greeting) {}

    private final Discovery discovery;
    private final SettingsStore store;
    private final ServiceClients clients;
    private final PeerApi peers;
    private final Live<ShopSettings> settings;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final Thread traffic = new Thread(this::keepCalling, "slipway-test-traffic");
    private volatile boolean closed;

    private Caller(Registry registry, Duration timeout) {
        this.discovery = Discovery.over(registry);
        this.store = SettingsStore.open(registry, "shop");
        this.clients = ServiceClients.builder(discovery, new MetricRegistry())
                .timeout(timeout)
                .build();
        this.peers = clients.create(PeerApi.class);
        this.settings = store.live(ShopSettings.class);
    }

    /** Opens one whose calls have so long that a slow machine is no fault. */
    static Caller patient(Registry registry) {
        return new Caller(registry, Duration.ofSeconds(30));
    }

    static Caller impatient(Registry registry) {
        return new Caller(registry, Duration.ofMillis(500));
    }

    String call() {
        return peers.name();
    }

    ShopSettings settings() {
        return settings.get();
    }

    Discovery discovery() {
        return discovery;
    }

    void awaitPeers(int count) {
        await().atMost(LONG)
                .until(() -> discovery.snapshot(Peer.SERVICE).instances().size() == count);
    }

    /** Calls fifty times a second from now on. */
    void beginTraffic() {
        traffic.start();
    }

    /** Waits until some more calls were made, and claims that none has failed since the beginning. */
    void assertEveryCallIsAnswered() {
        int before = calls.get();
        await().atMost(LONG).until(() -> calls.get() > before + 10);
        assertThat(failures).isEmpty();
    }

    private void keepCalling() {
        while (!closed) {
            try {
                peers.name();
            } catch (RuntimeException e) { // Wide because whatever it is, a test wants to see it.
                failures.add(e);
            }
            calls.incrementAndGet();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20); // The rate of the traffic, no wait for anything.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        traffic.join();
        clients.close();
        store.close();
        discovery.close();
    }
}
