package io.slipway.service.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class OneLayerOnlyTest {

    @Settings("shop")
    record ShopSettings(
            @Default("1") int maxItems, @Default("a,b") List<String> tags) {}

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SettingsStore store = SettingsStore.open(registry, "orders");
    private final StandardEnvironment environment = new StandardEnvironment();

    @AfterEach
    void close() {
        store.close();
        registry.close();
    }

    @Test
    void aVariableOfTheSameNameIsFoundThoughItIsSpeltInCapitals() {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of("SHOP_MAX_ITEMS", "3")));
        assertThatThrownBy(this::check)
                .hasMessage("shop.max-items is declared in two layers: as a setting in KV config/orders/shop.max-items,"
                        + " and in \"SHOP_MAX_ITEMS\" from property source \"test-systemEnvironment\".");
    }

    @Test
    void aListIsFoundByItsFirstElement() {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("shop.tags[0]", "c")));
        assertThatThrownBy(this::check)
                .hasMessage("shop.tags is declared in two layers: as a setting in KV config/orders/shop.tags,"
                        + " and in \"shop.tags[0]\" from property source \"test\".");
    }

    @Test
    void aKeyThatIsOnlySimilarIsNoConcern() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("shop.max-items-shown", "3", "shop", "x")));
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void check() {
        store.live(ShopSettings.class);
        new OneLayerOnly(store, environment).afterSingletonsInstantiated();
    }
}
