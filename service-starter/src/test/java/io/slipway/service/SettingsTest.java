package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.settings.Live;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.app.OrdersApplication;
import io.slipway.service.app.StockReport;
import io.slipway.service.app.StockSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

// Captures output as the other tests do that share the context: whichever is first decides where it logs.
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = OrdersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class SettingsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Registry registry;

    @Autowired
    private SettingsStore store;

    @Autowired
    private Live<StockSettings> stock;

    @Autowired
    private StockReport report;

    @Autowired
    private Environment environment;

    @Autowired
    private MetricRegistry metrics;

    @Autowired
    private Identity identity;

    @LocalServerPort
    private int port;

    @AfterEach
    void forgetSettings() {
        for (String key : List.of("stock.shelves", "stock.warehouse", "stock.rows", "stock.pin", "server.port")) {
            registry.delete("config/orders/" + key);
        }
        await().until(() -> store.report().refused().isEmpty() && stock.get().shelves() == 2);
    }

    @Test
    void boundsByAnnotationAreKeptAndEveryBrokenOneIsTold() throws Exception {
        put("stock.shelves", "11");
        put("stock.warehouse", "NOT IN LOWER CASE");
        put("stock.rows", "");
        await().untilAsserted(() -> assertThat(refused())
                .extracting(refusal -> refusal.get("key").asString() + ": "
                        + refusal.get("reason").asString())
                .containsExactly(
                        "stock.rows: size must be between 1 and 2147483647",
                        "stock.shelves: must be less than or equal to 10",
                        "stock.warehouse: must match \"[a-z-]*\"; size must be between 0 and 12"));
        assertThat(stock.get()).isEqualTo(new StockSettings(2, "north", List.of("a", "b"), "0000"));
    }

    @Test
    void aRefusalIsSeenInHealthInMetricsAndInTheRegistryAndTakesNothingOut() throws Exception {
        put("stock.shelves", "many");
        await().until(() -> gauge("settings.refused").equals(1));
        JsonNode health = JSON.readTree(body("/actuator/health"));
        assertThat(health.at("/components/settings"))
                .isEqualTo(JSON.readTree("{\"details\": {\"version\": " + gauge("settings.version")
                        + ", \"refused\": {\"stock.shelves\": \"not a whole number\"}}, \"status\": \"UP\"}"));
        assertThat(new Web(port).get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat((double) gauge("settings.age")).isBetween(0.0, 60.0);
        String status = "status/orders/" + identity.instance() + "/refused";
        await().untilAsserted(() -> assertThat(registry.entry(status).map(KeyValue::value))
                .hasValueSatisfying(list -> assertThat(list)
                        .startsWith("[{\"key\":\"stock.shelves\",\"value\":\"many\",\"reason\":\"not a whole number\","
                                + "\"modifyIndex\":")));

        put("stock.shelves", "3");
        await().until(() -> registry.entry(status).isEmpty());
        assertThat(stock.get().shelves()).isEqualTo(3);
    }

    @Test
    void theEnvironmentHasTheSettingsInForceWhileBeansKeepWhatTheyWereMadeWith() {
        assertThat(report.shelves()).isEqualTo(2);
        assertThat(report.stock()).isEqualTo(new StockReport.Stock(2, "north", List.of("a", "b")));

        put("stock.shelves", "3");
        await().until(() -> environment.getRequiredProperty("stock.shelves", Integer.class) == 3);
        put("stock.shelves", "none");
        await().until(() -> store.report().refused().size() == 1);
        assertThat(environment.getProperty("stock.shelves")).isEqualTo("3");
        assertThat(report.shelves()).isEqualTo(2);
    }

    @Test
    void aKeyOfNoRecordIsNoPropertyAndIsSaidToBelongElsewhere() throws Exception {
        put("server.port", "1");
        await().untilAsserted(() -> assertThat(refused())
                .extracting(refusal -> refusal.get("reason").asString())
                .containsExactly("it is set in Inlined Test Properties, which only a restart changes"));
        assertThat(environment.getProperty("server.port")).isEqualTo("0");
        assertThat(environment.getProperty("config/orders/server.port")).isNull();
    }

    @Test
    void everyKeyIsTracedToItsLayerAndItsPlaceAndWhatItOverrode() throws Exception {
        put("stock.shelves", "3");
        put("stock.pin", "471147");
        await().until(() -> stock.get().pin().equals("471147"));
        long shelves = index("stock.shelves");
        long pin = index("stock.pin");

        assertThat(key("stock.shelves")).isEqualTo(JSON.readTree("""
                {"key": "stock.shelves", "value": "3", "layer": "any-time",
                 "origin": "KV config/orders/stock.shelves, ModifyIndex %d",
                 "overrode": [{"value": "2", "layer": "default", "origin": "@Default in StockSettings"}]}
                """.formatted(shelves)));
        assertThat(key("stock.pin")).isEqualTo(JSON.readTree("""
                {"key": "stock.pin", "value": "******", "layer": "any-time",
                 "origin": "KV config/orders/stock.pin, ModifyIndex %d",
                 "overrode": [{"value": "******", "layer": "default", "origin": "@Default in StockSettings"}]}
                """.formatted(pin)));
        assertThat(key("stock.warehouse")).isEqualTo(JSON.readTree("""
                {"key": "stock.warehouse", "value": "north", "layer": "default",
                 "origin": "@Default in StockSettings", "overrode": []}
                """));
        assertThat(key("slipway.team")).isEqualTo(JSON.readTree("""
                {"key": "slipway.team", "value": "shop", "layer": "compile",
                 "origin": "application.yml:5:9", "overrode": []}
                """));
        assertThat(key("server.port")).isEqualTo(JSON.readTree("""
                {"key": "server.port", "value": "0", "layer": "boot", "origin": "Inlined Test Properties",
                 "overrode": [{"value": "${PORT0:8080}", "layer": "default", "origin": "defaults.properties:4:13"}]}
                """));
        assertThat(body("/admin/config")).doesNotContain("4711");
    }

    @Test
    void aHugeValueIsShownShort() throws Exception {
        put("stock.rows", "\"<script>\n" + "x".repeat(512 * 1024));
        await().until(() -> stock.get().rows().get(0).startsWith("\"<script>"));
        assertThat(key("stock.rows").get("value").asString())
                .hasSize(1001)
                .startsWith("\"<script>\nxxx")
                .endsWith("x…");
        assertThat(body("/admin/config").length()).isLessThan(100_000);
    }

    @Test
    void aLogLevelIsInForceUntilItIsDeleted() throws Exception {
        String key = "logging.level.io.slipway.service.SettingsTest";
        put(key, "debug");
        await().until(() -> LoggerFactory.getLogger(SettingsTest.class).isDebugEnabled());
        assertThat(key(key)).isEqualTo(JSON.readTree("""
                {"key": "logging.level.io.slipway.service.SettingsTest", "value": "debug", "layer": "any-time",
                 "origin": "KV config/orders/logging.level.io.slipway.service.SettingsTest, ModifyIndex %d",
                 "overrode": []}
                """.formatted(index(key))));

        put(key, "loud");
        await().untilAsserted(() -> assertThat(refused())
                .extracting(refusal -> refusal.get("reason").asString())
                .containsExactly("none of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF"));
        assertThat(LoggerFactory.getLogger(SettingsTest.class).isDebugEnabled()).isTrue();

        registry.delete("config/orders/" + key);
        await().until(() -> !LoggerFactory.getLogger(SettingsTest.class).isDebugEnabled());
        assertThat(LoggerFactory.getLogger(SettingsTest.class).isInfoEnabled()).isTrue();
    }

    private void put(String key, String value) {
        registry.put("config/orders/" + key, value);
    }

    private long index(String key) {
        return registry.entry("config/orders/" + key).orElseThrow().modifyIndex();
    }

    private Object gauge(String name) {
        Gauge<?> gauge = metrics.getGauges().get(name);
        return gauge.getValue();
    }

    private String body(String path) throws Exception {
        return new Web(port).body(path);
    }

    private List<JsonNode> refused() throws Exception {
        return JSON.readTree(body("/admin/config")).get("refused").valueStream().toList();
    }

    private JsonNode key(String key) throws Exception {
        Optional<JsonNode> found = JSON.readTree(body("/admin/config"))
                .get("keys")
                .valueStream()
                .filter(node -> node.get("key").asString().equals(key))
                .findFirst();
        return found.orElseThrow();
    }
}
