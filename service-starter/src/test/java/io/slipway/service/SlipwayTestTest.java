package io.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.junit.SlipwayTest;
import io.slipway.registry.Registry;
import io.slipway.service.app.OrdersApplication;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Runs a service in its test, with the Consul agent that {@code @SlipwayTest} puts beside it. */
@SlipwayTest
// Logging belongs to the whole JVM: a context that stays cached would keep it from the services of other tests.
@DirtiesContext
@SpringBootTest(
        classes = OrdersApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"slipway.registry=consul", "slipway.drain=0s"})
class SlipwayTestTest {

    @LocalServerPort
    private int port;

    @Test
    void theServiceRegistersWithTheAgentAndFollowsItsKeys(Registry registry) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        registry.healthyInstances("orders", 0, Duration.ZERO).value())
                .singleElement()
                .satisfies(instance -> assertThat(instance.port()).isEqualTo(port)));
        Web web = new Web(port);
        assertThat(web.body("/orders/1")).contains("\"pageSize\":10");

        registry.put("config/orders/orders.page-size", "20");

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(web.body("/orders/1"))
                .contains("\"pageSize\":20"));
    }
}
