package com.example.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import org.junit.jupiter.api.Test;

class InventorySettingsTest {

    @Test
    void theDefaultsHoldWhileConsulHasNothing() {
        try (InMemoryRegistry registry = new InMemoryRegistry();
                SettingsStore store = SettingsStore.open(registry, "inventory")) {
            assertThat(store.live(InventorySettings.class).get()).isEqualTo(new InventorySettings(10, "Hello"));
        }
    }

    @Test
    void aPageHoldsBetweenOneAndAHundredThings() {
        assertThat(new InventorySettings(1, "Hello").pageSize()).isEqualTo(1);
        assertThat(new InventorySettings(100, "Hello").pageSize()).isEqualTo(100);
        assertThatThrownBy(() -> new InventorySettings(0, "Hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("page-size is between 1 and 100, not 0");
        assertThatThrownBy(() -> new InventorySettings(101, "Hello")).isInstanceOf(IllegalArgumentException.class);
    }
}
