package com.acme.shop.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.client.ServiceClients;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaxRatesApiTest {

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Discovery discovery = Discovery.over(registry);
    private final ServiceClients clients = ServiceClients.over(discovery, new MetricRegistry());
    private final TaxRatesApi taxRatesApi = clients.create(TaxRatesApi.class);

    @AfterEach
    void close() {
        clients.close();
        discovery.close();
        registry.close();
    }

    @Test
    void callsTheInstanceThatDiscoveryFinds() throws IOException, InterruptedException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"id\": \"42\", \"instance\": \"tax-rates-1\", \"version\": \"4.5.6\"}")
                    .build());
            server.start();
            register(server.getPort());

            assertThat(taxRatesApi.find("42")).isEqualTo(new ServedBy("tax-rates-1", "4.5.6"));
            assertThat(server.takeRequest().getTarget()).isEqualTo("/tax-rates/42");
        }
    }

    @Test
    void theFallbackAnswersWhileNobodyIsThere() {
        assertThat(taxRatesApi.find("42")).isEqualTo(ServedBy.NOBODY);
    }

    private void register(int port) {
        registry.register(new Registration(
                new ServiceInstance("tax-rates-1", "tax-rates", "127.0.0.1", port, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
        // Discovery has been watching since the client was made: it learns of the change on a thread of its own.
        await().until(() -> !discovery.snapshot("tax-rates").instances().isEmpty());
    }
}
