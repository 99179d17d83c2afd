package com.acme.shop.prices;

import io.slipway.service.Identity;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

class PriceListControllerTest {

    private final PriceListController controller = new PriceListController(
            new Identity("price-list", "price-list-1", "1.2.3", "shop"),
            () -> new PriceListSettings(10, "Hello"),
            id -> new ServedBy("inventory-1", "4.5.6"),
            id -> new ServedBy("tax-rates-1", "4.5.6"));

    private final RestTestClient client =
            RestTestClient.bindToController(controller).build();

    @Test
    void aReadNamesInstanceVersionAndSettingsAndWhoWasCalled() {
        client.get()
                .uri("/price-list/42")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {
                          "id": "42",
                          "instance": "price-list-1",
                          "version": "1.2.3",
                          "pageSize": 10,
                          "calls": {
                            "inventory": {"instance": "inventory-1", "version": "4.5.6"},
                            "tax-rates": {"instance": "tax-rates-1", "version": "4.5.6"}
                          }
                        }
                        """, JsonCompareMode.STRICT);
    }
}
