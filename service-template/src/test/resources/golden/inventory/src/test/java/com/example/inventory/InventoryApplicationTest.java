package com.example.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Runs the whole service, with a registry in memory in the place of Consul. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class InventoryApplicationTest {

    private final int port;
    private final Registry registry;
    private final RestTestClient client;

    InventoryApplicationTest(@LocalServerPort int port, @Autowired Registry registry) {
        this.port = port;
        this.registry = registry;
        this.client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
    }

    @Test
    void registersWithThePortItListensOn() {
        await().untilAsserted(() -> assertThat(
                        registry.healthyInstances("inventory", 0, Duration.ZERO).value())
                .extracting(ServiceInstance::port)
                .containsExactly(port));
    }

    @Test
    void aSettingChangesWithoutARestartAndABadValueChangesNothing() {
        registry.put("config/inventory/inventory.page-size", "25");
        await().untilAsserted(() -> assertPageSize(25));

        registry.put("config/inventory/inventory.page-size", "many");
        await().untilAsserted(() -> client.get()
                .uri("/admin/config")
                .exchange()
                .expectBody()
                .jsonPath("$.refused[0].value")
                .isEqualTo("many"));
        assertPageSize(25);
    }

    private void assertPageSize(int expected) {
        client.get()
                .uri("/inventory/42")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.pageSize")
                .isEqualTo(expected);
    }

    @Test
    void createsFromAValidRequest() {
        client.post()
                .uri("/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \"Ada\"}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.greeting")
                .isEqualTo("Hello, Ada");
    }

    @Test
    void refusesAnInvalidRequestAsAProblem() {
        client.post()
                .uri("/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\": \" \"}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
