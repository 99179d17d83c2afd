package com.acme.shop.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import org.junit.jupiter.api.Test;

class PriceListSettingsTest {

    @Test
    void theDefaultsHoldWhileConsulHasNothing() {
        try (InMemoryRegistry registry = new InMemoryRegistry();
                SettingsStore store = SettingsStore.open(registry, "price-list")) {
            assertThat(store.live(PriceListSettings.class).get()).isEqualTo(new PriceListSettings(10, "Hello"));
        }
    }

    @Test
    void aPageHoldsBetweenOneAndAHundredThings() {
        assertThat(new PriceListSettings(1, "Hello").pageSize()).isEqualTo(1);
        assertThat(new PriceListSettings(100, "Hello").pageSize()).isEqualTo(100);
        assertThatThrownBy(() -> new PriceListSettings(0, "Hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("page-size is between 1 and 100, not 0");
        assertThatThrownBy(() -> new PriceListSettings(101, "Hello")).isInstanceOf(IllegalArgumentException.class);
    }
}
