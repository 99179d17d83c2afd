package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.internal.JumpingClock;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClockJumpTest {

    @Settings("shop")
    record ShopSettings(@Default("10") int pageSize) {}

    private final JumpingClock clock = new JumpingClock();

    @ParameterizedTest
    @ValueSource(strings = {"P400D", "P-400D", "PT1S", "PT-1S"})
    void aClockThatIsSetHoldsNoSettingBackAndMakesNoAgeLessThanNothing(String jump) {
        InMemoryRegistry registry = new InMemoryRegistry();
        try (SettingsStore store =
                new SettingsStore(registry, "shop", SettingsStore.Options.DEFAULT, Pace.DEFAULT, clock, () -> 0.5)) {
            Live<ShopSettings> settings = store.live(ShopSettings.class);
            registry.put("config/shop/shop.page-size", "25");
            await().until(() -> settings.get().pageSize() == 25);

            clock.jump(Duration.parse(jump));

            assertThat(store.age()).isGreaterThanOrEqualTo(Duration.ZERO);
            registry.put("config/shop/shop.page-size", "26");
            await().until(() -> settings.get().pageSize() == 26);
            await().untilAsserted(() -> assertThat(store.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
        }
    }
}
