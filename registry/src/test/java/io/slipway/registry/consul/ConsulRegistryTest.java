package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ConsulRegistryTest {

    private static final Duration WAIT = Duration.ofSeconds(55);

    private final MockWebServer consul = new MockWebServer();
    private Registry registry;
    private String at;

    @BeforeEach
    void start() throws IOException {
        consul.start(InetAddress.getLoopbackAddress(), 0);
        at = "http://127.0.0.1:" + consul.getPort();
        registry = ConsulRegistry.connect(URI.create(at));
    }

    @AfterEach
    void stop() {
        registry.close();
        consul.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void aRegistrationIsSentWhole() throws InterruptedException {
        answer(200, "");

        registry.register(new Registration(
                new ServiceInstance("orders-1", "orders", "10.0.0.5", 31000, List.of("v1"), Map.of("version", "1.0.0")),
                new Check.Http(
                        URI.create("http://10.0.0.5:31000/actuator/health/readiness"),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500)),
                Duration.ofMinutes(10)));

        RecordedRequest request = consul.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("PUT /v1/agent/service/register HTTP/1.1");
        // consul-client writes what is not set as null, and "Id", which Consul reads in any case.
        assertThat(request.getBody().utf8().replaceAll("\"[A-Za-z]+\":null,?", ""))
                .isEqualTo("{\"Name\":\"orders\",\"Id\":\"orders-1\",\"Address\":\"10.0.0.5\",\"Port\":31000,\"Check\":"
                        + "{\"Interval\":\"1000ms\",\"HTTP\":\"http://10.0.0.5:31000/actuator/health/readiness\","
                        + "\"Timeout\":\"500ms\",\"DeregisterCriticalServiceAfter\":\"600000ms\",\"Status\":\"passing\",},"
                        + "\"Checks\":[],\"Tags\":[\"v1\"],\"Meta\":{\"version\":\"1.0.0\"},}");
    }

    @Test
    void aTcpCheckIsSentAsConsulSpellsIt() throws InterruptedException {
        answer(200, "");

        registry.register(registration("orders-1"));

        assertThat(consul.takeRequest().getBody().utf8()).contains("\"TCP\":\"127.0.0.1:31000\"");
    }

    @Test
    void aBlockingReadAsksForWhatPassesAndWaits() throws InterruptedException {
        answer(200, "[]");

        registry.healthyInstances("orders", 7, WAIT);

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true&index=7&wait=55000ms HTTP/1.1");
    }

    @Test
    void aConfirmedReadAsksALeaderThatIsSureOfItself() throws InterruptedException {
        answer(200, "[]");

        registry.confirmedInstances("orders");

        assertThat(consul.takeRequest().getRequestLine())
                .isEqualTo("GET /v1/health/service/orders?passing=true&consistent HTTP/1.1");
    }

    @Test
    void aListEmptiedByRightsIsAFailure() {
        consul.enqueue(new MockResponse.Builder()
                .addHeader("X-Consul-Results-Filtered-By-ACLs", "true")
                .body("[]")
                .build());

        assertThatThrownBy(() -> registry.healthyInstances("orders", 0, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered GET /v1/health/service/orders?passing=true with nothing,"
                        + " having left out what its ACLs do not let this token read");
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

    @Test
    void aRefusedRegistrationSaysWhatWasAskedAndAnswered() {
        answer(400, "Invalid check: TTL must be > 0 for TTL checks");

        assertThatThrownBy(() -> registry.register(registration("orders-1")))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered PUT /v1/agent/service/register for orders-1 with 400:"
                        + " Invalid check: TTL must be > 0 for TTL checks");
    }

    @Test
    void aRefusedWriteSaysWhatWasAskedAndAnswered() {
        answer(403, "Permission denied");

        assertThatThrownBy(() -> registry.putIfUnchanged("config/a", "1", 7))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered PUT /v1/kv/config/a?cas=7 with 403: Permission denied");
    }

    @Test
    void aPutThatWasNotDoneIsAFailure() {
        answer(200, "false");

        assertThatThrownBy(() -> registry.put("config/a", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " did not write config/a: it answered false.");
    }

    @ParameterizedTest
    @CsvSource({"500,No cluster leader", "403,ACL not found", "429,too many connections", "301,moved"})
    void aRefusedReadSaysWhatWasAskedAndAnswered(int status, String said) {
        answer(status, said);

        assertThatThrownBy(() -> registry.healthyInstances("orders", 0, WAIT))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered GET /v1/health/service/orders?passing=true with " + status
                        + ": " + said);
    }

    @Test
    void anErrorIsNotTakenForAMissingRegistration() {
        answer(500, "");
        answer(404, "unknown service ID: orders-1");
        answer(200, "{}");

        assertThatThrownBy(() -> registry.isRegistered("orders-1"))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "Consul at " + at + " answered GET /v1/agent/service/orders-1 with 500 and said nothing more.");
        assertThat(registry.isRegistered("orders-1")).isFalse();
        assertThat(registry.isRegistered("orders-1")).isTrue();
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

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8500,http://127.0.0.1:8500",
        "' consul:9603 ',http://consul:9603",
        "https://consul.example/,https://consul.example:443",
        "http://[::1]:8500,http://[::1]:8500"
    })
    void anAddressIsHostAndPortOrAUrl(String given, String url) {
        assertThat(ConsulRegistry.address(given)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://consul", "http://", "http://consul:8500/v1", "consul:port", "a b"})
    void anythingElseIsNoAddress(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulRegistry.address(given))
                .withMessage("Not an address of Consul: \"" + given
                        + "\". Expected host:port or a URL such as http://127.0.0.1:8500.");
    }

    private void answer(int status, String body) {
        consul.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static Registration registration(String id) {
        return new Registration(
                new ServiceInstance(id, "orders", "127.0.0.1", 31000, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", 31000, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1));
    }
}
