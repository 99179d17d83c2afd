package io.slipway.launcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.slipway.launcher.engine.ServiceSettings.Setting;
import io.slipway.launcher.engine.ServiceSettings.Written;
import io.slipway.launcher.spec.SettingDeclaration;
import io.slipway.launcher.spec.SettingType;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Settings;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServiceSettingsTest {

    private static final String PATH = "config/orders/orders.page-size";

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeAll
    static void beQuiet() {
        // One test writes some two hundred values that are to be refused.
        ((Logger) LoggerFactory.getLogger(SettingsStore.class)).setLevel(Level.OFF);
    }

    @AfterAll
    static void beLoud() {
        ((Logger) LoggerFactory.getLogger(SettingsStore.class)).setLevel(null);
    }

    @BeforeEach
    void declare() {
        registry.put(
                "slipway/services/orders/settings",
                SettingsDocument.write(List.of(
                        new SettingDeclaration("orders.page-size", SettingType.INT, "10", "1", "100"),
                        new SettingDeclaration("orders.greeting", SettingType.STRING, "Hello", null, null),
                        new SettingDeclaration("orders.wait", SettingType.DURATION, "300ms", null, "2s"))));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void levelsOfLoggersAndPropertiesOfHystrixNeedNoDeclaration() {
        ServiceSettings settings = ServiceSettings.of(registry, "orders");
        String key = "logging.level.com.example";

        assertThat(settings.set(Map.of(key, "DEBUG"))).containsExactly(new ServiceSettings.Written(key, "", "DEBUG"));
        assertThat(settings.get(key))
                .isEqualTo(new ServiceSettings.Setting(key, "DEBUG", "config/orders/" + key + ", index 3", ""));
        assertThat(settings.all()).contains(settings.get(key));
        assertThat(settings.unset(key)).hasValue(new ServiceSettings.Written(key, "DEBUG", "nothing"));
        assertThatThrownBy(() -> settings.set(Map.of("logging.level.", "DEBUG")))
                .hasMessageStartingWith("orders has no setting \"logging.level.\".");
    }

    @Test
    void aValueIsWrittenAndReadBackWithItsSource() {
        List<Written> written = settings().set(Map.of("orders.page-size", "25"));

        assertThat(written).containsExactly(new Written("orders.page-size", "10", "25"));
        KeyValue entry = registry.entry(PATH).orElseThrow();
        assertThat(entry.value()).isEqualTo("25");
        assertThat(settings().get("orders.page-size"))
                .isEqualTo(new Setting("orders.page-size", "25", PATH + ", index " + entry.modifyIndex(), ""));
        assertThat(settings().set(Map.of("orders.page-size", "30")))
                .containsExactly(new Written("orders.page-size", "25", "30"));
    }

    @Test
    void aValueThatIsNotAllowedIsRefusedAndNothingIsWritten() {
        assertThatThrownBy(() -> settings().set(Map.of("orders.page-size", "many")))
                .hasMessage("orders.page-size: \"many\" is not a whole number. It is: int, default 10, from 1 to 100.");
        assertThatThrownBy(() -> settings().set(Map.of("orders.page-size", "0")))
                .hasMessage(
                        "orders.page-size: \"0\" is below the least allowed, 1. It is: int, default 10, from 1 to 100.");
        assertThatThrownBy(() -> settings().set(Map.of("orders.wait", "3s")))
                .hasMessage(
                        "orders.wait: \"3s\" is above the greatest allowed, 2s. It is: duration, default 300ms, up to"
                                + " 2s.");
        assertThatThrownBy(() -> settings().set(Map.of("orders.greeting", "Hi", "orders.pagesize", "5")))
                .hasMessage("orders has no setting \"orders.pagesize\". Did you mean \"orders.page-size\"?");
        assertThatThrownBy(() -> settings().set(Map.of("x", "5")))
                .hasMessage(
                        "orders has no setting \"x\". Choose from: orders.greeting, orders.page-size, orders.wait.");
        assertThat(registry.entries("config/", 0, Duration.ZERO).value()).isEmpty();
    }

    @Test
    void aValueTakenAwayLeavesTheDefault() {
        settings().set(Map.of("orders.page-size", "25"));

        assertThat(settings().unset("orders.page-size")).contains(new Written("orders.page-size", "25", "10"));
        assertThat(settings().unset("orders.page-size")).isEmpty();
        assertThat(settings().get("orders.page-size")).isEqualTo(new Setting("orders.page-size", "10", "default", ""));
        assertThatThrownBy(() -> settings().unset("orders.pages"))
                .hasMessageStartingWith("orders has no setting \"orders.pages\".");
    }

    @Test
    void whatStandsInKvAndDoesNotCountIsSaid() {
        registry.put(PATH, "many");
        registry.put("config/orders/old.key", "1");
        registry.put("config/orders-history/orders.page-size", "1");

        assertThat(settings().all())
                .extracting(Setting::key, Setting::value, Setting::note)
                .containsExactly(
                        tuple("old.key", "1", "not declared: no instance reads it"),
                        tuple("orders.greeting", "Hello", ""),
                        tuple("orders.page-size", "many", "refused by every instance: \"many\" is not a whole number."),
                        tuple("orders.wait", "300ms", ""));
        assertThat(settings().unset("old.key")).contains(new Written("old.key", "1", "nothing"));
    }

    @Test
    void aServiceThatDeclaredNoneHasNone() {
        assertThatThrownBy(() -> ServiceSettings.of(registry, "../x"))
                .hasMessageStartingWith("No settings of \"../x\" are declared.");
        assertThatThrownBy(() -> ServiceSettings.of(registry, "inventory"))
                .hasMessage(
                        "No settings of \"inventory\" are declared. Write them under settings in its slipway.yml and"
                                + " deploy it.");
    }

    @Test
    void aDeclarationThatCannotBeReadIsSaid() {
        registry.put("slipway/services/orders/settings", "{\"a.b\":{\"type\":\"colour\"}}");

        assertThatThrownBy(this::settings)
                .hasMessage("What stands at slipway/services/orders/settings in KV is no type. Choose from: boolean,"
                        + " double, duration, int, long, string. Deploy orders again.");
    }

    @Settings("all")
    record All(
            @Default("1") int whole,
            @Default("1") long big,
            @Default("1") double part,
            @Default("true") boolean flag,
            @Default("1s") Duration pause,
            @Default("") String text) {}

    @Test
    void aValueIsAllowedExactlyWhenARunningServiceTakesIt() {
        Map<String, SettingType> types = Map.of(
                "all.whole", SettingType.INT,
                "all.big", SettingType.LONG,
                "all.part", SettingType.DOUBLE,
                "all.flag", SettingType.BOOLEAN,
                "all.pause", SettingType.DURATION,
                "all.text", SettingType.STRING);
        for (String value : List.of(
                "",
                " ",
                "1",
                " 1 ",
                "-1",
                "+1",
                "1e2",
                "1.0",
                "1.5",
                ".5",
                "0x10",
                "1_000",
                "2147483648",
                "1e400",
                "NaN",
                "9223372036854775808",
                "true",
                "TRUE",
                "yes",
                "1s",
                "1 s",
                "300ms",
                "1.5s",
                "PT1M30S",
                "-PT1S",
                "5 weeks",
                "1".repeat(65),
                "\u0661",
                "null")) {
            types.forEach(
                    (key, type) -> assertThat(declared(key, type).fault(value).isEmpty())
                            .as(key + " = \"" + value + "\"")
                            .isEqualTo(isTaken(key, value)));
        }
    }

    private static SettingDeclaration declared(String key, SettingType type) {
        return new SettingDeclaration(key, type, "", null, null);
    }

    private boolean isTaken(String key, String value) {
        registry.put("config/all/" + key, value);
        try (SettingsStore store = SettingsStore.open(registry, "all")) {
            store.live(All.class);
            Optional<Refusal> refusal = store.report().refused().stream()
                    .filter(refused -> refused.key().equals(key))
                    .findFirst();
            return refusal.isEmpty();
        } finally {
            registry.delete("config/all/" + key);
        }
    }

    private ServiceSettings settings() {
        return ServiceSettings.of(registry, "orders");
    }
}
