package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GaugesTest extends DiscoveryFixture {

    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void whatIsWatchedBeforeAndAfterIsShown() {
        Discovery discovery = discovery(IN_TURN);
        register("orders-1");
        register("orders-2");
        awaitIds(discovery, "orders-1", "orders-2");

        discovery.bindTo(metrics);
        discovery.snapshot("inventory");

        assertThat(metrics.getGauges().keySet())
                .containsExactly(
                        "discovery.inventory.age",
                        "discovery.inventory.ejected",
                        "discovery.inventory.instances",
                        "discovery.orders.age",
                        "discovery.orders.ejected",
                        "discovery.orders.instances",
                        "discovery.polled",
                        "discovery.watched");
        assertThat(value("discovery.orders.instances")).isEqualTo(2);
        assertThat(value("discovery.orders.age")).isEqualTo(0.0);
        assertThat(value("discovery.watched")).isEqualTo(2);
        assertThat(value("discovery.polled")).isEqualTo(0);
    }

    @Test
    void anEjectedInstanceIsCounted() {
        Discovery discovery = discovery(IN_TURN);
        discovery.bindTo(metrics);
        register("orders-1");
        register("orders-2");
        awaitIds(discovery, "orders-1", "orders-2");

        for (int i = 0; i < 5; i++) {
            discovery.lease("orders", Set.of("orders-2")).orElseThrow().failed(Duration.ofMillis(1));
        }

        assertThat(value("discovery.orders.ejected")).isEqualTo(1);
        assertThat(value("discovery.orders.instances")).isEqualTo(2);
    }

    @Test
    void aServiceOfWhichNothingWasHeardIsAsOldAsItsWatch() {
        registry.goAway();
        Discovery discovery = discovery(IN_TURN);
        discovery.bindTo(metrics);
        discovery.watch("orders");

        await().untilAsserted(() -> assertThat(value("discovery.orders.age")).isEqualTo(0.0));
    }

    @Test
    void closingTakesThemAway() {
        MetricRegistry other = new MetricRegistry();
        other.counter("discovery.somebody.else");
        Discovery discovery = discovery(IN_TURN);
        discovery.bindTo(metrics);
        discovery.bindTo(other);
        discovery.watch("orders");

        discovery.close();

        assertThat(metrics.getNames()).isEmpty();
        assertThat(other.getNames()).containsExactly("discovery.somebody.else");
    }

    private Object value(String gauge) {
        return metrics.getGauges().get(gauge).getValue();
    }
}
