package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registered;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.ReadingThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ConsulRegistryTest extends ScriptedConsul {

    private static final Duration WAIT = Duration.ofSeconds(55);

    @Test
    void aBlockingReadAsksForWhatPassesAndWaits() throws InterruptedException {
        answer(200, "[]");

        registry.healthyInstances("orders", 7, WAIT);

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true&index=7&wait=55000ms HTTP/1.1");
    }

    @Test
    void anIndexAloneIsAskedForByATagThatNobodyHas() throws InterruptedException {
        consul.enqueue(new MockResponse.Builder()
                .addHeader("X-Consul-Index", "42")
                .body("[]")
                .build());

        assertThat(registry.healthyIndex("orders")).isEqualTo(42);

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true&tag=nobody%20has%20this%20tag HTTP/1.1");
    }

    @Test
    void anInterruptEndsTheReadOfAThreadThatReadsByItself() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ReadingThread reader = new ReadingThread(() -> registry.healthyInstances("orders", 7, WAIT), "slipway: reader");
        reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        reader.start();
        consul.takeRequest();

        reader.interrupt();
        reader.join();

        assertThat(failure.get())
                .isInstanceOf(RegistryException.class)
                .hasMessage("Interrupted while waiting for Consul at " + at
                        + " to answer GET /v1/health/service/orders?passing=true&index=7&wait=55000ms");
    }

    @Test
    void anInterruptFromBeforeEndsItToo() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ReadingThread reader = new ReadingThread(
                () -> {
                    Thread.currentThread().interrupt();
                    registry.healthyInstances("orders", 7, WAIT);
                },
                "slipway: reader");
        reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));

        reader.start();
        reader.join();

        assertThat(failure.get()).isInstanceOf(RegistryException.class).hasMessageStartingWith("Interrupted while");
    }

    @Test
    void aConfirmedReadAsksALeaderThatIsSureOfItself() throws InterruptedException {
        answer(200, "[]");

        registry.confirmedInstances("orders");

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true&consistent HTTP/1.1");
    }

    @Test
    void aReadWithoutAnIndexAsksForNoWait() throws InterruptedException {
        answer(200, "[]");

        registry.healthyInstances("orders", 0, WAIT);

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true HTTP/1.1");
    }

    @Test
    void aWaitOfLessThanConsulCanReadIsNoWait() throws InterruptedException {
        answer(200, "[]");

        registry.healthyInstances("orders", 7, Duration.ofNanos(999_999));

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true HTTP/1.1");
    }

    @Test
    void instancesAreReadAsConsulWritesThem() {
        consul.enqueue(new MockResponse.Builder()
                .addHeader("X-Consul-Index", "61")
                .body("""
                        [{"Node": {"ID": "8f2e", "Node": "node1", "Address": "10.0.0.9", "Meta": {}},
                          "Service": {"ID": "orders-2", "Service": "orders", "Tags": ["a"], "Address": "10.0.0.5",
                            "Meta": {"k": "v"}, "Port": 31001, "Weights": {"Passing": 1, "Warning": 1}},
                          "Checks": [{"CheckID": "serfHealth", "Status": "passing"}]},
                         {"Node": {"Address": "10.0.0.9"},
                          "Service": {"ID": "orders-1", "Service": "orders", "Tags": null, "Address": "",
                            "Meta": null, "Port": 31000}}]
                        """)
                .build());

        assertThat(registry.healthyInstances("orders", 0, WAIT))
                .isEqualTo(new Indexed<>(
                        List.of(
                                new ServiceInstance("orders-1", "orders", "10.0.0.9", 31000, List.of(), Map.of()),
                                new ServiceInstance(
                                        "orders-2", "orders", "10.0.0.5", 31001, List.of("a"), Map.of("k", "v"))),
                        61));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", ""})
    void anIndexConsulShouldNotSendBecomesOne(String index) {
        consul.enqueue(new MockResponse.Builder()
                .addHeader("X-Consul-Index", index)
                .body("[]")
                .build());

        assertThat(registry.healthyInstances("orders", 0, WAIT).index()).isEqualTo(1);
    }

    @Test
    void entriesAreDecoded() {
        consul.enqueue(new MockResponse.Builder()
                .addHeader("X-Consul-Index", "12")
                .body("[{\"LockIndex\":0,\"Key\":\"config/a\",\"Flags\":0,\"Value\":\"MzAwbXM=\",\"ModifyIndex\":11},"
                        + "{\"Key\":\"config/\",\"Value\":null,\"ModifyIndex\":12}]")
                .build());

        assertThat(registry.entries("config/", 0, WAIT))
                .isEqualTo(new Indexed<>(
                        Map.of(
                                "config/a", new KeyValue("config/a", "300ms", 11),
                                "config/", new KeyValue("config/", "", 12)),
                        12));
    }

    @Test
    void missingEntriesAreEmptyWithTheIndexToWaitOn() throws InterruptedException {
        consul.enqueue(new MockResponse.Builder()
                .code(404)
                .addHeader("X-Consul-Index", "12")
                .build());

        assertThat(registry.entries("config/shop/", 3, Duration.ofMillis(800))).isEqualTo(new Indexed<>(Map.of(), 12));
        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/kv/config/shop/?recurse=true&index=3&wait=800ms HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|No cluster leader|",
                "403|ACL not found|. Consul knows no such ACL token: it was revoked or has expired.",
                "403|Permission denied|. The ACL token, or the anonymous one where none is sent, lacks this right.",
                "429|too many connections|",
                "301|moved|"
            })
    void aRefusedReadSaysWhatWasAskedAndAnswered(int status, String said, @Nullable String meaning) {
        answer(status, said);

        assertThatThrownBy(() -> registry.healthyInstances("orders", 0, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered GET /v1/health/service/orders?passing=true with " + status
                        + ": " + said + (meaning == null ? "" : meaning));
    }

    @Test
    void anErrorIsNotTakenForAMissingRegistration() {
        answer(500, "");
        answer(404, "unknown service ID: orders-1");
        answer(200, "{\"ID\":\"orders-1\",\"Service\":\"orders\",\"Address\":\"10.0.0.5\",\"Port\":31000}");

        assertThatThrownBy(() -> registry.isRegistered("orders-1"))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "Consul at " + at + " answered GET /v1/agent/service/orders-1 with 500 and said nothing more.");
        assertThat(registry.isRegistered("orders-1")).isFalse();
        assertThat(registry.isRegistered("orders-1")).isTrue();
    }

    @Test
    void nothingIsNotBelievedWhereTheTokenMaySeeNothing() {
        for (int i = 0; i < 2; i++) {
            consul.enqueue(new MockResponse.Builder()
                    .addHeader("X-Consul-Results-Filtered-By-ACLs", "true")
                    .addHeader("X-Consul-Index", "7")
                    .body("[]")
                    .build());
        }

        assertThatThrownBy(() -> registry.healthyInstances("orders", 0, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered GET /v1/health/service/orders?passing=true with nothing,"
                        + " because its ACL token may see nothing of it: it needs read rights there.");
        assertThatThrownBy(() -> registry.entries("config/", 0, WAIT)).isInstanceOf(RegistryException.class);
    }

    @Test
    void whatThisAgentHoldsIsReadAsItWritesIt() {
        answer(200, """
                {"orders-2": {"ID": "orders-2", "Service": "orders", "Tags": [], "Meta": {"k": "v"}, "Port": 31001,
                  "Address": "10.0.0.5", "Weights": {"Passing": 1, "Warning": 1}, "EnableTagOverride": false},
                 "web-1": {"ID": "web-1", "Service": "web", "Tags": null, "Meta": null, "Port": 80, "Address": ""},
                 "orders-1": {"ID": "orders-1", "Service": "orders", "Tags": null, "Meta": null, "Port": 31000,
                  "Address": ""}}
                """);

        assertThat(registry.registeredHere("orders"))
                .containsExactly(
                        new Registered(new ServiceInstance("orders-1", "orders", "", 31000, List.of(), Map.of()), ""),
                        new Registered(
                                new ServiceInstance(
                                        "orders-2", "orders", "10.0.0.5", 31001, List.of(), Map.of("k", "v")),
                                ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "null", "[{}]", "[{\"Node\":{}, \"Service\":{}}]", "[null]"})
    void anAnswerConsulNeverGivesIsAFailure(String body) {
        answer(200, body);

        assertThatThrownBy(() -> registry.healthyInstances("orders", 0, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered GET /v1/health/service/orders?passing=true"
                        + " with something else than its API documents: " + body);
    }

    @Test
    void aValueThatIsNoBase64IsAFailure() {
        answer(200, "[{\"Key\":\"config/a\",\"Value\":\"???\",\"ModifyIndex\":1}]");

        assertThatThrownBy(() -> registry.entry("config/a"))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Consul at " + at + " answered GET /v1/kv/config/a with something else");
    }

    @Test
    void aConsulThatIsAwayIsNamed() {
        consul.close();

        assertThatThrownBy(() -> registry.healthyInstances("orders", 7, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " did not answer"
                        + " GET /v1/health/service/orders?passing=true&index=7&wait=55000ms:"
                        + " Failed to connect to /127.0.0.1:" + consul.getPort());
        assertThatThrownBy(() -> registry.put("config/a", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " did not answer PUT /v1/kv/config/a:"
                        + " Failed to connect to /127.0.0.1:" + consul.getPort());
    }

    @Test
    void namesStayInTheirPlaceInThePath() throws InterruptedException {
        answer(200, "[]");
        answer(404, "");

        registry.healthyInstances("a/b?c", 0, WAIT);
        registry.isRegistered("a/../b");

        assertThat(consul.takeRequest().getTarget()).isEqualTo("/v1/health/service/a%2Fb%3Fc?passing=true");
        assertThat(consul.takeRequest().getTarget()).isEqualTo("/v1/agent/service/a%2F..%2Fb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.isRegistered(".."))
                .withMessage("Not a name in Consul: \"..\".");
    }

    @Test
    void closingEndsWhatIsWaiting() {
        consul.enqueue(new MockResponse.Builder()
                .headersDelay(60, TimeUnit.SECONDS)
                .body("[]")
                .build());
        CompletableFuture<?> waiting =
                CompletableFuture.supplyAsync(() -> registry.healthyInstances("orders", 7, WAIT));
        await().until(() -> consul.getRequestCount() == 1);

        registry.close();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> registry.entry("config/a"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("The connection to Consul at " + at + " is closed.");
    }
}
