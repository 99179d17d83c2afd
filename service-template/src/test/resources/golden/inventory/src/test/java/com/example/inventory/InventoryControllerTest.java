package com.example.inventory;

import io.slipway.service.Identity;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

class InventoryControllerTest {

    private final InventoryController controller = new InventoryController(
            new Identity("inventory", "inventory-1", "1.2.3", "platform"),
            () -> new InventorySettings(10, "Hello"));

    private final RestTestClient client =
            RestTestClient.bindToController(controller).build();

    @Test
    void aReadNamesInstanceVersionAndSettings() {
        client.get()
                .uri("/inventory/42")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {
                          "id": "42",
                          "instance": "inventory-1",
                          "version": "1.2.3",
                          "pageSize": 10,
                          "calls": {}
                        }
                        """, JsonCompareMode.STRICT);
    }
}
