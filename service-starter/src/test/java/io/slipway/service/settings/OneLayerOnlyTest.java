package io.slipway.service.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                        + " and in environment variable SHOP_MAX_ITEMS.");
    }

    @Test
    void aListIsFoundByItsFirstElement() {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("shop.tags[0]", "c")));
        assertThatThrownBy(this::check)
                .hasMessage("shop.tags is declared in two layers: as a setting in KV config/orders/shop.tags,"
                        + " and in test.");
    }

    @Test
    void aKeyThatIsOnlySimilarIsNoConcern() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("shop.max-items-shown", "3", "shop", "x")));
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aKeyInKvThatIsSetAtTheStartIsNamedWithBothPlaces() {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("server.port", "8080")));
        registry.put("config/orders/server.port", "8081");
        registry.put("config/orders/unknown", "1");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> store.report().refused().size() == 2);
        assertThatThrownBy(this::check)
                .hasMessage("server.port is declared in two layers: in KV config/orders/server.port, ModifyIndex 2,"
                        + " and in test.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b",
                "[",
                "a[",
                "a[0",
                "JAVA_OPTS",
                "été",
                "a b/c d",
                "${server.port}",
                "#{1+1}",
                "-",
                "☃",
                "[0][1]"
            })
    void anOddKeyInKvIsNoConcern(String key) {
        registry.put("config/orders/" + key, "1");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> store.report().refused().size() == 1);
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void check() {
        store.live(ShopSettings.class);
        new OneLayerOnly(store, new Declarations(environment)).afterSingletonsInstantiated();
    }
}
