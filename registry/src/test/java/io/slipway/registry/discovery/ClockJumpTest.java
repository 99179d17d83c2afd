package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.internal.JumpingClock;
import io.slipway.registry.internal.Pace;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClockJumpTest extends DiscoveryFixture {

    private final JumpingClock clock = new JumpingClock();

    @ParameterizedTest
    @ValueSource(strings = {"P400D", "P-400D", "PT1S", "PT-1S"})
    void aClockThatIsSetChangesNoInstanceAndNoAgeBelowNothing(String jump) {
        Surroundings surroundings = new Surroundings(clock, System::nanoTime, () -> 0);
        try (Discovery discovery = new Discovery(registry, Discovery.Options.DEFAULT, Pace.DEFAULT, surroundings)) {
            MetricRegistry metrics = new MetricRegistry();
            discovery.bindTo(metrics);
            register("orders-1");
            awaitIds(discovery, "orders-1");

            clock.jump(Duration.parse(jump));

            assertThat(discovery.snapshot("orders").stale()).isFalse();
            assertThat(discovery.pick("orders", Set.of())).contains(instance("orders-1"));
            assertThat(((Number) metrics.getGauges().get("discovery.orders.age").getValue()).doubleValue())
                    .isNotNegative();
            register("orders-2");
            awaitIds(discovery, "orders-1", "orders-2");
            registry.deregister("orders-1");
            awaitIds(discovery, "orders-2");
            await().untilAsserted(() -> assertThat(((Number) metrics.getGauges()
                                    .get("discovery.orders.age")
                                    .getValue())
                            .doubleValue())
                    .isBetween(0.0, 60.0));
        }
    }
}
