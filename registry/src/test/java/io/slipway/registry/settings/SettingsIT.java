package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.testing.RealConsul;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes to a real Consul what people and machines write by mistake. */
@Timeout(120)
class SettingsIT {

    private static final int LARGEST = 512 * 1024;

    private static RealConsul consul;

    private final HttpClient http = HttpClient.newHttpClient();
    private Registry registry;
    private SettingsStore store;
    private Live<Shop> shop;

    @Settings("shop")
    record Shop(
            @Default("10") int pageSize,
            @Default("Hello") String greeting,
            @Default("1s") Duration timeout) {}

    @BeforeAll
    static void start() throws Exception {
        consul = RealConsul.start();
    }

    @AfterAll
    static void stop() {
        if (consul != null) {
            consul.close();
        }
    }

    @BeforeEach
    void open() {
        registry = ConsulRegistry.connect(consul.uri());
        store = SettingsStore.open(registry, "shop");
        shop = store.live(Shop.class);
        store.publishRefusals("shop-1");
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        registry.close();
        http.send(
                HttpRequest.newBuilder(consul.uri().resolve("/v1/kv/?recurse"))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Threads.awaitOnly(Set.of());
    }

    @Test
    void theLargestValueThatConsulTakesIsInForceOrRefused() {
        String large = "x".repeat(LARGEST);
        registry.put("config/shop/shop.greeting", large);
        registry.put("config/shop/shop.page-size", "1".repeat(LARGEST));
        registry.put("config/shop/shop.timeout", "PT" + "9".repeat(LARGEST - 3) + "S");

        patiently().untilAsserted(() -> assertThat(shop.get().greeting()).isEqualTo(large));
        patiently().untilAsserted(() -> assertThat(store.report().refused())
                .extracting(Refusal::key, Refusal::reason)
                .containsExactly(
                        tuple("shop.page-size", "not a whole number"),
                        tuple("shop.timeout", "not a duration such as 300ms, 2s, 5m or PT1M30S")));
        assertThat(shop.get().pageSize()).isEqualTo(10);
        patiently().untilAsserted(() -> assertThat(status()).hasSizeBetween(500, 1000));
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        write("config/shop/shop.greeting", new byte[] {'H', (byte) 0xC3, 0x28, (byte) 0xFF, 0});

        patiently().untilAsserted(() -> assertThat(store.report().refused())
                .extracting(Refusal::key, Refusal::reason)
                .containsExactly(tuple("shop.greeting", "not text in UTF-8")));
        assertThat(shop.get().greeting()).isEqualTo("Hello");
    }

    @Test
    void oddKeysHarmNothing() throws Exception {
        List<String> odd =
                List.of("☃ é", "shop.page-size/", "%2e%2e", "a?b#c", "shop.PageSize", "folder/shop.page-size");
        for (String key : odd) {
            write("config/shop/" + key, "7".getBytes(StandardCharsets.UTF_8));
        }
        registry.put("config/shop/shop.page-size", "12");

        patiently().until(() -> shop.get().pageSize() == 12);
        assertThat(store.report().refused())
                .extracting(Refusal::key)
                .containsExactly("%2e%2e", "a?b#c", "folder/shop.page-size", "shop.PageSize", "☃ é");
    }

    @Test
    void deletingTheLastKeyGivesTheDefaultsBack() {
        registry.put("config/shop/shop.page-size", "12");
        patiently().until(() -> shop.get().pageSize() == 12);

        registry.delete("config/shop/shop.page-size");
        patiently().until(() -> shop.get().pageSize() == 10);
    }

    @Test
    void aConsulThatComesBackEmptyTakesNoSettingAway() throws Exception {
        registry.put("config/shop/shop.page-size", "12");
        patiently().until(() -> shop.get().pageSize() == 12);
        long version = store.version();

        consul.kill();
        consul.restart();
        registry.put("config/other", "1");
        patiently().until(() -> registry.entry("config/other").isPresent());
        assertThat(shop.get().pageSize()).isEqualTo(12);

        registry.put("config/shop/shop.page-size", "13");
        patiently().until(() -> shop.get().pageSize() == 13);
        assertThat(store.version()).isNotEqualTo(version);
    }

    @Test
    void whatIsRefusedStandsInConsulUntilItHasHealed() {
        registry.put("config/shop/shop.page-size", "many");
        patiently()
                .untilAsserted(
                        () -> assertThat(status())
                                .startsWith(
                                        "[{\"key\":\"shop.page-size\",\"value\":\"many\",\"reason\":\"not a whole number\",\"modifyIndex\":"));
        registry.put("config/shop/shop.page-size", "11");
        patiently().untilAsserted(() -> assertThat(status()).isEmpty());
    }

    @Test
    void aThousandWritesASecondAreReadInBunchesAndTheLastIsInForce() throws Exception {
        AtomicInteger told = new AtomicInteger();
        store.onChange(Shop.class, (was, is) -> told.incrementAndGet());
        int writes = 3000;
        long begun = System.nanoTime();
        Semaphore inFlight = new Semaphore(8);
        for (int i = 1; i <= writes; i++) {
            inFlight.acquire();
            CompletableFuture<HttpResponse<Void>> written = http.sendAsync(
                    put(
                            "config/shop/shop.page-size",
                            String.valueOf(1000 + i % 500).getBytes(StandardCharsets.UTF_8)),
                    HttpResponse.BodyHandlers.discarding());
            var unused = written.whenComplete((answer, failure) -> inFlight.release());
        }
        inFlight.acquire(8);
        double seconds = (System.nanoTime() - begun) / 1e9;
        registry.put("config/shop/shop.page-size", "77");

        patiently().until(() -> shop.get().pageSize() == 77);
        System.getLogger(SettingsIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} writes in {1} s were told to the listener {2} times",
                        writes,
                        seconds,
                        told.get());
        // A burst of a hundred, and forty a second after it.
        assertThat(told.get()).isBetween(1, 100 + (int) (40 * (seconds + 20)));
        assertThat(told.get()).isLessThan(writes);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    private String status() {
        return registry.entry("status/shop/shop-1/refused").map(KeyValue::value).orElse("");
    }

    private void write(String key, byte[] value) throws Exception {
        HttpResponse<String> answer = http.send(put(key, value), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body().strip()).isEqualTo("true");
    }

    private static HttpRequest put(String key, byte[] value) {
        String path = URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return HttpRequest.newBuilder(URI.create(consul.uri() + "/v1/kv/" + path))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(value))
                .build();
    }
}
