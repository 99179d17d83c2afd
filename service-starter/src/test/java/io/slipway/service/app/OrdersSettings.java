package io.slipway.service.app;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;

@Settings("orders")
record OrdersSettings(
        @Default("10") int pageSize, @Default("Hello") String greeting) {

    OrdersSettings {
        if (pageSize < 1 || pageSize > 100) {
            throw new IllegalArgumentException("orders.page-size is between 1 and 100, not " + pageSize);
        }
    }
}
