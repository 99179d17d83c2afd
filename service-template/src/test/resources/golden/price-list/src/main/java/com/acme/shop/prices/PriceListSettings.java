package com.acme.shop.prices;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;

/**
 * Holds what may change while the service runs; slipway.yml declares the same keys, with their bounds.
 *
 * @param pageSize how many things make a page
 * @param greeting how a new thing is greeted
 */
@Settings("price-list")
record PriceListSettings(
        @Default("10") int pageSize, @Default("Hello") String greeting) {

    // A value that does not pass here is refused, and the last good one stays in force.
    PriceListSettings {
        if (pageSize < 1 || pageSize > 100) {
            throw new IllegalArgumentException("page-size is between 1 and 100, not " + pageSize);
        }
    }
}
