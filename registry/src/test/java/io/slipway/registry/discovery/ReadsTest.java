package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.internal.Logs;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadsTest extends DiscoveryFixture {

    @Test
    void aServiceWithoutAConnectionOfItsOwnIsFollowedAllTheSame() {
        Discovery discovery = discovery(IN_TURN.withConnections(0));
        register("orders-1");
        awaitIds(discovery, "orders-1");

        register("orders-2");
        awaitIds(discovery, "orders-1", "orders-2");
        registry.deregister("orders-1");
        registry.deregister("orders-2");
        awaitIds(discovery);
    }

    @Test
    void thatThereAreTooFewConnectionsIsSaidOnceAndShown() {
        MetricRegistry metrics = new MetricRegistry();
        try (Logs logs = Logs.of(Discovery.class)) {
            Discovery discovery = discovery(IN_TURN.withConnections(1));
            discovery.bindTo(metrics);
            for (String service : Set.of("a", "b", "c")) {
                discovery.snapshot(service);
            }

            assertThat(logs.lines())
                    .singleElement()
                    .asString()
                    .matches("WARN 1 services are watched on a connection each, and no more may be: [abc] and further"
                            + " ones are asked for every 2 s\\. The option \"connections\" allows for more\\.");
        }
        assertThat(metrics.getGauges().get("discovery.watched").getValue()).isEqualTo(3);
        assertThat(metrics.getGauges().get("discovery.polled").getValue()).isEqualTo(2);
    }

    @Test
    void anOutageIsSufferedAndSurvived() {
        Discovery discovery = discovery(IN_TURN.withConnections(0));
        register("orders-1");
        awaitIds(discovery, "orders-1");

        registry.goAway();
        await().until(() -> discovery.snapshot("orders").stale());
        assertThat(discovery.pick("orders", Set.of())).contains(instance("orders-1"));

        registry.comeBack();
        await().until(() -> !discovery.snapshot("orders").stale());
    }

    @Test
    void anOptionThatCannotBeMeantIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IN_TURN.withConnections(-1))
                .withMessage("Cannot start slowly for PT30S with -1 connections: neither can be less than nothing.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IN_TURN.withSlowStart(Duration.ofSeconds(-1)))
                .withMessage("Cannot start slowly for PT-1S with 50 connections: neither can be less than nothing.");
    }
}
