package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds the examples of docs/discovery.md. */
@Timeout(20)
class GuideTest extends DiscoveryFixture {

    private final MetricRegistry metrics = new MetricRegistry();

    @TempDir
    Path folder;

    @Test
    void aCall() throws IOException {
        register("orders-1");
        assertThat(call(Discovery.over(registry))).isEqualTo("GET 127.0.0.1:9700");
    }

    private String call(Discovery discovery) throws IOException {
        try (discovery) {
            Set<String> tried = new HashSet<>();
            while (true) {
                Lease lease = discovery.lease("orders", tried).orElseThrow(() -> new IOException("nobody left to ask"));
                tried.add(lease.instance().id());
                long begun = System.nanoTime();
                try {
                    String answer = get(lease.instance());
                    lease.succeeded(Duration.ofNanos(System.nanoTime() - begun));
                    return answer;
                } catch (IOException e) {
                    lease.failed(Duration.ofNanos(System.nanoTime() - begun));
                } finally {
                    lease.abandoned(); // Counts for nothing when it has ended already.
                }
            }
        }
    }

    @Test
    void theOptions() {
        register("orders-1");
        try (Discovery discovery = wired(registry, folder)) {
            assertThat(discovery.snapshot("orders").instances()).hasSize(1);
            assertThat(metrics.getGauges()).containsKey("discovery.orders.age");
        }
    }

    private Discovery wired(Registry registry, Path folder) {
        Discovery.Options options = Discovery.Options.DEFAULT
                .withFilter(Filter.none().withZone(ZoneRule.prefer("eu-1")))
                .withFilter("inventory", Filter.none().withTags("blue").withVersion("2.1.0"))
                .withBalance(Balance.POWER_OF_TWO)
                .withOutliers(new OutlierPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(5), 0.5))
                .withSlowStart(Duration.ofSeconds(30))
                .withSnapshotFolder(folder);
        Discovery discovery = Discovery.over(registry, options);
        discovery.bindTo(metrics);
        return discovery;
    }

    @Test
    void aListener() {
        register("orders-1");
        Discovery discovery = discovery(IN_TURN);
        List<String> heard = new ArrayList<>();
        discovery.snapshot("orders");
        try (Subscription subscription = listen(discovery, heard)) {
            assertThat(heard).containsExactly("1 known, stale: false");
            assertThat(subscription).isNotNull();
        }
        assertThat(discovery.pick("orders", Set.of())).isEqualTo(Optional.of(instance("orders-1")));
    }

    private static Subscription listen(Discovery discovery, List<String> heard) {
        return discovery.onChange(
                "orders", known -> heard.add(known.instances().size() + " known, stale: " + known.stale()));
    }

    private static String get(ServiceInstance instance) throws IOException {
        return "GET " + instance.address();
    }
}
