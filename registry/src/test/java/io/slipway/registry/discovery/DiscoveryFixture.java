package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Opens discoveries over a registry in memory, and closes what it opened. */
abstract class DiscoveryFixture {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Discovery.Options IN_TURN = Discovery.Options.DEFAULT.withBalance(Balance.ROUND_ROBIN);

    final InMemoryRegistry registry = new InMemoryRegistry();
    private final List<Discovery> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Discovery::close);
        Threads.awaitOnly(Set.of());
    }

    Discovery discovery(Discovery.Options options) {
        return discovery(options, Duration.ZERO);
    }

    /** @param doubt how long a registry that knows far less than before is not believed */
    Discovery discovery(Discovery.Options options, Duration doubt) {
        Pace pace = new Pace(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(2),
                Duration.ofMillis(10),
                doubt,
                1000,
                Duration.ofMillis(1));
        Surroundings surroundings = new Surroundings(Clock.fixed(NOW, ZoneOffset.UTC), System::nanoTime, () -> 0);
        Discovery discovery = new Discovery(registry, options, pace, surroundings);
        opened.add(discovery);
        return discovery;
    }

    void register(String id) {
        register(instance(id));
    }

    void register(ServiceInstance instance) {
        registry.register(new Registration(
                instance,
                new Check.Tcp("127.0.0.1", 9700, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }

    static ServiceInstance instance(String id) {
        return new ServiceInstance(id, "orders", "127.0.0.1", 9700, List.of(), Map.of());
    }

    static void awaitIds(Discovery discovery, String... ids) {
        await().untilAsserted(() -> assertThat(discovery.snapshot("orders").instances())
                .extracting(ServiceInstance::id)
                .containsExactly(ids));
    }
}
