package io.slipway.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

final class DependenciesTest {

    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void aServiceOfWhichInstancesAreKnownIsWell() {
        gauge("discovery.inventory.instances", 2);
        gauge("discovery.inventory.age", 3.5);
        gauge("discovery.inventory.ejected", 1);
        gauge("discovery.watched", 1);
        assertThat(new DiscoveryHealth(metrics).health())
                .isEqualTo(Health.up()
                        .withDetail("inventory", Map.of("age", 3.5, "ejected", 1, "instances", 2))
                        .build());
    }

    @Test
    void noInstanceOrOldKnowledgeIsShownAndNeverDown() {
        gauge("discovery.inventory.instances", 0);
        assertThat(new DiscoveryHealth(metrics).health().getStatus()).isEqualTo(Status.UNKNOWN);
        metrics.remove("discovery.inventory.instances");
        gauge("discovery.inventory.instances", 1);
        gauge("discovery.inventory.age", 600);
        assertThat(new DiscoveryHealth(metrics).health().getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void whoCallsNobodyDependsOnNobody() {
        assertThat(new DiscoveryHealth(metrics).health()).isEqualTo(Health.up().build());
        assertThat(new CircuitsHealth(metrics).health()).isEqualTo(Health.up().build());
    }

    @Test
    void anOpenCircuitIsShownAndNeverDown() {
        gauge("hystrix.inventory.InventoryApi.find.isCircuitBreakerOpen", true);
        gauge("hystrix.inventory.InventoryApi.list.isCircuitBreakerOpen", false);
        assertThat(new CircuitsHealth(metrics).health())
                .isEqualTo(Health.unknown()
                        .withDetail("inventory.InventoryApi.find", "open")
                        .withDetail("inventory.InventoryApi.list", "closed")
                        .build());
    }

    private void gauge(String name, Object value) {
        metrics.register(name, (Gauge<Object>) () -> value);
    }
}
