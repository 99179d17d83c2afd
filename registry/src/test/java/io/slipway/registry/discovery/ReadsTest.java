package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Indexed;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
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
    }

    @Test
    void theListIsReadAgainOnlyWhenItsIndexMoves() {
        Turns turns = new Turns(registry, "orders", Duration.ofMillis(1), new Semaphore(1));
        register("orders-1");

        Indexed<List<ServiceInstance>> first = turns.next(0);
        assertThat(first.value()).containsExactly(instance("orders-1"));
        assertThat(turns.next(first.index())).isSameAs(first);

        register("orders-2");
        Indexed<List<ServiceInstance>> second = turns.next(first.index());
        assertThat(second.value()).containsExactly(instance("orders-1"), instance("orders-2"));

        // After a failure nothing is taken as known.
        assertThat(turns.next(0)).isEqualTo(second).isNotSameAs(second);
        assertThat(turns.again()).isEqualTo(second);
    }

    @Test
    void aFailureAndAnInterruptGiveTheTurnBack() throws InterruptedException {
        Semaphore one = new Semaphore(1);
        Turns turns = new Turns(registry, "orders", Duration.ofMillis(1), one);
        registry.goAway();
        assertThatThrownBy(() -> turns.next(0)).isInstanceOf(RegistryException.class);
        assertThat(one.availablePermits()).isEqualTo(1);

        registry.comeBack();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.next(0))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Interrupted while waiting for a turn to ask the registry");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(one.availablePermits()).isEqualTo(1);
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
                            + " ones are asked for every 5 s\\. The option \"connections\" allows for more\\.");
        }
        assertThat(metrics.getGauges().get("discovery.watched").getValue()).isEqualTo(3);
        assertThat(metrics.getGauges().get("discovery.polled").getValue()).isEqualTo(2);
    }

    @Test
    void anOptionThatCannotBeMeantIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IN_TURN.withConnections(-1))
                .withMessage("Cannot start slowly for PT30S with -1 connections: neither can be less than nothing,"
                        + " and a start no longer than a day.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IN_TURN.withSlowStart(Duration.ofSeconds(-1)))
                .withMessage("Cannot start slowly for PT-1S with 50 connections: neither can be less than nothing,"
                        + " and a start no longer than a day.");
    }
}
