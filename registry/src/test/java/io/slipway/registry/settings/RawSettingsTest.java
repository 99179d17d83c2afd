package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.testing.InMemoryRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RawSettingsTest {

    private static final TextRule ON_OR_OFF = (key, text) -> {
        if (!Set.of("on", "off").contains(text)) {
            throw new IllegalArgumentException("neither on nor off");
        }
    };

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Logs logs = Logs.of(SettingsStore.class);
    private final SettingsStore store = SettingsStore.open(registry, "shop");

    @AfterEach
    void close() {
        store.close();
        logs.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void onlyTheKeysWithThePrefixAreThere() {
        put("hystrix.a", "1");
        put("hystrix.b/c d", "2");
        put("hystrix.folder/", "");
        put("hystrics", "3");
        registry.put("config/shopping/hystrix.a", "4");

        awaitTexts("hystrix.", Map.of("hystrix.a", "1", "hystrix.b/c d", "2"));
    }

    @Test
    void whatStoodThereBeforeIsThereAtOnce() {
        put("hystrix.a", "1");
        await().until(() -> !store.report().refused().isEmpty());

        assertThat(store.raw("hystrix.").get()).isEqualTo(Map.of("hystrix.a", "1"));
        assertThat(store.report().refused()).isEmpty();
    }

    @Test
    void withoutAnyKeyTheMapIsEmpty() {
        assertThat(store.raw("hystrix.").get()).isEmpty();
        put("hystrix.a", "1");
        awaitTexts("hystrix.", Map.of("hystrix.a", "1"));
        registry.delete("config/shop/hystrix.a");
        awaitTexts("hystrix.", Map.of());
    }

    @Test
    void listenersAreToldAllTextsBeforeAndAfter() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Subscription subscription = store.onChange("hystrix.", (was, is) -> heard.add(was + " to " + is));

        put("other", "1");
        put("hystrix.a", "1");
        awaitTexts("hystrix.", Map.of("hystrix.a", "1"));
        put("hystrix.b", "2");
        await().untilAsserted(() -> assertThat(heard)
                .containsExactly("{} to {hystrix.a=1}", "{hystrix.a=1} to {hystrix.a=1, hystrix.b=2}"));

        subscription.close();
        put("hystrix.b", "3");
        awaitTexts("hystrix.", Map.of("hystrix.a", "1", "hystrix.b", "3"));
        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerThatThrowsHarmsNoOther() {
        List<Map<String, String>> heard = new CopyOnWriteArrayList<>();
        store.onChange("hystrix.", (was, is) -> {
            throw new IllegalStateException("a listener's fault");
        });
        store.onChange("hystrix.", (was, is) -> heard.add(is));

        put("hystrix.a", "1");
        await().untilAsserted(() -> assertThat(heard).containsExactly(Map.of("hystrix.a", "1")));
    }

    @Test
    void aTextThatTheRuleRefusesIsReportedAndTheLastGoodOneStays() {
        store.raw("switch.", ON_OR_OFF);
        put("switch.a", "on");
        awaitTexts("switch.", Map.of("switch.a", "on"));

        put("switch.a", "perhaps");
        put("switch.b", "perhaps");
        await().untilAsserted(() -> assertThat(store.report().refused())
                .containsExactly(
                        new Refusal("switch.a", "perhaps", "neither on nor off", 3),
                        new Refusal("switch.b", "perhaps", "neither on nor off", 4)));
        assertThat(store.raw("switch.").get()).isEqualTo(Map.of("switch.a", "on"));

        registry.delete("config/shop/switch.b");
        registry.delete("config/shop/switch.a");
        awaitTexts("switch.", Map.of());
        assertThat(store.report().refused()).isEmpty();
        assertThat(logs.lines())
                .containsSubsequence(
                        "INFO config/shop/switch.a changed from \"\" to \"on\" (index 2).",
                        "WARN config/shop/switch.a = \"perhaps\" is refused and the last good value stays:"
                                + " neither on nor off.",
                        "INFO config/shop/switch.a is good again.",
                        "INFO config/shop/switch.a changed from \"on\" to \"\" (deleted).");
    }

    @Test
    void aPrefixHasOneHolderAndOneRule() {
        Live<Map<String, String>> switches = store.raw("switch.", ON_OR_OFF);

        assertThat(store.raw("switch.")).isSameAs(switches);
        assertThat(store.raw("switch.", ON_OR_OFF)).isSameAs(switches);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.raw("switch.", TextRule.ANY))
                .withMessage("The keys config/shop/switch.… are held to another rule.");
    }

    private void put(String key, String value) {
        registry.put("config/shop/" + key, value);
    }

    private void awaitTexts(String prefix, Map<String, String> texts) {
        await().untilAsserted(() -> assertThat(store.raw(prefix).get()).isEqualTo(texts));
    }
}
