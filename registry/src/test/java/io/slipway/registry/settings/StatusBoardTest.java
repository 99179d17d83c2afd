package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.KeyValue;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusBoardTest {

    private static final String REFUSED = "status/shop/shop.7f/refused";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Logs logs = Logs.of(SettingsStore.class);
    private final SettingsStore store = SettingsStore.open(registry, "shop");

    @Settings("orders")
    record Orders(@Default("10") int pageSize) {}

    @AfterEach
    void close() {
        store.close();
        logs.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void whatIsRefusedStandsInTheRegistryUntilItIsGoodAgain() {
        publish();
        registry.put("config/shop/orders.page-size", "a \"few\"\n");
        awaitStatus("[{\"key\":\"orders.page-size\",\"value\":\"a \\\"few\\\"\",\"reason\":\"not a whole number\","
                + "\"modifyIndex\":2}]");

        registry.put("config/shop/orders.page-size", "12");
        awaitStatus(null);
    }

    @Test
    void aKeyThatNothingReadsIsLoggedOnceAndPublished() {
        registry.put("config/shop/orders.pagesize", "12");
        await().until(() -> store.report().refused().size() == 1);
        publish();
        awaitStatus(
                "[{\"key\":\"orders.pagesize\",\"value\":\"12\",\"reason\":\"no setting of this service has this key;"
                        + " did you mean orders.page-size?\",\"modifyIndex\":2}]");

        registry.put("config/shop/orders.page-size", "13");
        await().until(() -> store.live(Orders.class).get().pageSize() == 13);
        assertThat(logs.lines())
                .containsExactly(
                        "WARN config/shop/orders.pagesize is read by nothing: no setting of this service has this key;"
                                + " did you mean orders.page-size?.",
                        "INFO config/shop/orders.page-size changed from \"10\" to \"13\" (index 4).");
    }

    @Test
    void closingTakesItAway() {
        publish();
        registry.put("config/shop/orders.page-size", "few");
        await().until(() -> registry.entry(REFUSED).isPresent());

        store.close();
        assertThat(registry.entry(REFUSED)).isEmpty();
    }

    @Test
    void whatAnEarlierProcessOfTheSameIdLeftIsTakenAway() {
        registry.put(REFUSED, "[{\"key\":\"old\"}]");
        publish();
        awaitStatus(null);
    }

    @Test
    void itIsWrittenOnceTheRegistryIsBack() {
        publish();
        registry.put("config/shop/orders.page-size", "few");
        await().until(() -> registry.entry(REFUSED).isPresent());
        registry.goAway();
        await().until(() -> logs.lines().stream().anyMatch(line -> line.contains("Watching config/shop/")));
        registry.comeBack();
        registry.put("config/shop/orders.page-size", "many");

        awaitStatus("[{\"key\":\"orders.page-size\",\"value\":\"many\",\"reason\":\"not a whole number\","
                + "\"modifyIndex\":4}]");
    }

    @Test
    void ofVeryManyKeysThatNothingReadsSomeAreTold() {
        for (int i = 0; i < 1000; i++) {
            registry.put("config/shop/k" + i, "x".repeat(1000));
        }
        await().until(() -> !store.report().refused().isEmpty());
        publish();
        await().untilAsserted(() -> assertThat(store.report().refused())
                .hasSize(101)
                .last()
                .isEqualTo(new SettingsReport.Refusal("…", "", "900 more keys are read by nothing", 0)));
        await().until(() -> registry.entry(REFUSED).isPresent());
        assertThat(registry.entry(REFUSED).orElseThrow().value().length()).isLessThan(100_000);
    }

    @Test
    void metricsTellVersionRefusalsAndAge() {
        MetricRegistry metrics = new MetricRegistry();
        store.bindTo(metrics);
        publish();
        registry.put("config/shop/orders.page-size", "few");
        await().until(() -> gauge(metrics, "settings.refused").equals(1));
        await().until(() -> gauge(metrics, "settings.version").equals(2L));
        assertThat((double) gauge(metrics, "settings.age")).isBetween(0.0, 60.0);
    }

    @Test
    void anIdThatIsNoPartOfAKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.publishRefusals("../secrets"))
                .withMessageStartingWith("Not a key: \"status/shop/../secrets/refused\".");
    }

    @Test
    void itIsPublishedUnderOneId() {
        publish();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.publishRefusals("another"))
                .withMessage("What is refused is published already.");
    }

    private void publish() {
        assertThat(store.live(Orders.class).get()).isEqualTo(new Orders(10));
        store.publishRefusals("shop.7f");
    }

    private void awaitStatus(String json) {
        await().untilAsserted(() ->
                assertThat(registry.entry(REFUSED).map(KeyValue::value)).isEqualTo(Optional.ofNullable(json)));
    }

    private static Object gauge(MetricRegistry metrics, String name) {
        Gauge<?> gauge = metrics.getGauges().get(name);
        return gauge.getValue();
    }
}
