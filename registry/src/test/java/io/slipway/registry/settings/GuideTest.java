package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Registry;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the examples of docs/settings.md. */
@Timeout(60)
class GuideTest {

    private final Registry registry = new InMemoryRegistry();

    enum Delivery {
        STANDARD,
        EXPRESS
    }

    @Settings("checkout")
    record CheckoutSettings(
            @Default("300ms") Duration timeout,
            @Default("20") int pageSize,
            @Default("standard") Delivery delivery,
            @Default("EUR, CHF") List<String> currencies,
            @Default("0") int least,
            @Default("100") int most,
            @Secret @Default("") String voucherSeed) {

        CheckoutSettings {
            if (least > most) {
                throw new IllegalArgumentException("least is above most");
            }
        }
    }

    /** Keeps numbers from being negative. */
    private static final class NotNegative implements Validation {

        @Override
        public List<String> faults(Class<? extends Record> type, String component, Object value) {
            return value instanceof Integer number && number < 0 ? List.of("must not be negative") : List.of();
        }

        @Override
        public List<String> faults(Record settings) {
            return List.of();
        }
    }

    @Test
    void aSettingIsReadFollowedAndReported() {
        List<String> told = new CopyOnWriteArrayList<>();
        SettingsStore.Options options = SettingsStore.Options.DEFAULT.with(new NotNegative());
        try (SettingsStore store = SettingsStore.open(registry, "shop", options)) {
            Live<CheckoutSettings> checkout = store.live(CheckoutSettings.class);
            store.onChange(CheckoutSettings.class, (was, is) -> told.add(was.timeout() + " to " + is.timeout()));
            store.publishRefusals("shop-1");

            registry.put("config/shop/checkout.timeout", "500ms");
            await().until(() -> checkout.get().timeout().toMillis() == 500);
            await().untilAsserted(() -> assertThat(told).containsExactly("PT0.3S to PT0.5S"));

            registry.put("config/shop/checkout.page-size", "-1");
            await().until(() -> registry.entry("status/shop/shop-1/refused").isPresent());
            assertThat(Stream.of(checkout.get().pageSize(), checkout.get().delivery()))
                    .containsExactly(20, Delivery.STANDARD);
        }
    }

    @Test
    void keysWithoutARecordAreReadByTheirBeginning() {
        TextRule onOrOff = (key, text) -> {
            if (!List.of("on", "off").contains(text)) {
                throw new IllegalArgumentException("neither on nor off");
            }
        };
        try (SettingsStore store = SettingsStore.open(registry, "shop")) {
            Live<Map<String, String>> switches = store.raw("switch.", onOrOff);
            registry.put("config/shop/switch.new-basket", "on");
            await().untilAsserted(
                            () -> assertThat(switches.get()).containsExactly(Map.entry("switch.new-basket", "on")));
        }
    }
}
