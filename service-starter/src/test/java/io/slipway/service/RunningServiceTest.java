package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.service.app.OrdersApplication;
import io.slipway.service.metrics.PrometheusPage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = OrdersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class RunningServiceTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");
    private static final String PAGE_SIZE = "config/orders/orders.page-size";

    @Autowired
    private Registry registry;

    @Autowired
    private Identity identity;

    @LocalServerPort
    private int port;

    private Web web;

    @BeforeEach
    void talkToIt() {
        web = new Web(port);
    }

    @AfterEach
    void forgetSettings() {
        registry.delete(PAGE_SIZE);
        await().until(() -> web.body("/orders/1").contains("\"pageSize\":10"));
    }

    @Test
    void itIsRegisteredWithItsAddressItsVersionAndItsTeam() {
        await().untilAsserted(() -> assertThat(
                        registry.healthyInstances("orders", 0, Duration.ZERO).value())
                .singleElement()
                .satisfies(instance -> {
                    assertThat(instance.id()).isEqualTo(identity.instance());
                    assertThat(instance.address()).isEqualTo("127.0.0.1:" + port);
                    assertThat(instance.meta())
                            .containsEntry("version", "dev")
                            .containsEntry("team", "shop")
                            .containsOnlyKeys("version", "team", "slipway-life");
                }));
    }

    @Test
    void itsHealthNamesTheRegistryAndItsReadinessIsItsOwn() throws Exception {
        await().until(() -> registry.isRegistered(identity.instance()));
        await().untilAsserted(() -> assertThat(
                        JSON.readTree(web.body("/actuator/health")).at("/components/registry"))
                .isEqualTo(JSON.readTree("""
                        {"details": {"instance": "%s", "registered": true}, "status": "UP"}
                        """.formatted(identity.instance()))));
        assertThat(web.body("/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
        assertThat(web.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteChangesTheAnswerWithoutARestart() throws Exception {
        assertThat(web.body("/orders/42"))
                .isEqualTo("{\"id\":\"42\",\"instance\":\"" + identity.instance()
                        + "\",\"version\":\"dev\",\"pageSize\":10,\"perSecond\":100}");
        registry.put(PAGE_SIZE, "25");
        await().until(() -> web.body("/orders/42").contains("\"pageSize\":25"));
    }

    @Test
    void aBadValueIsRefusedAndTheLastGoodOneStays() throws Exception {
        registry.put(PAGE_SIZE, "25");
        await().until(() -> web.body("/orders/42").contains("\"pageSize\":25"));
        long good = registry.entry(PAGE_SIZE).orElseThrow().modifyIndex();
        registry.put(PAGE_SIZE, "many");
        await().until(() -> web.body("/admin/config").contains("many"));
        assertThat(web.body("/orders/42")).contains("\"pageSize\":25");
        JsonNode config = JSON.readTree(web.body("/admin/config"));
        assertThat(config.get("service").asString() + " "
                        + config.get("instance").asString())
                .isEqualTo("orders " + identity.instance());
        assertThat(config.get("settings").valueStream())
                .contains(JSON.readTree("""
                {"key": "orders.greeting", "value": "Hello", "source": "default", "modifyIndex": 0}
                """), JSON.readTree("""
                {"key": "orders.page-size", "value": "25", "source": "config/orders/orders.page-size",
                 "modifyIndex": %d}
                """.formatted(good)));
        assertThat(config.get("refused")).isEqualTo(JSON.readTree("""
                [{"key": "orders.page-size", "value": "many", "reason": "not a whole number", "modifyIndex": %d}]
                """.formatted(good + 1)));
    }

    @Test
    void aClientCallsAnInstanceFromTheRegistryAndItsFallbackAnswersOtherwise() throws Exception {
        assertThat(web.body("/orders/42/item")).isEqualTo("{\"id\":\"42\",\"instance\":\"nobody but orders\"}");
        try (MockWebServer inventory = new MockWebServer()) {
            inventory.start();
            inventory.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body("{\"id\":\"42\",\"instance\":\"inventory-1\",\"more\":true}")
                    .build());
            register("inventory", inventory.getPort());
            await().until(() ->
                    web.get("/orders/42/item", "X-Request-Id", "test-42").body().contains("inventory-1"));
            RecordedRequest request = inventory.takeRequest();
            assertThat(request.getTarget()).isEqualTo("/inventory/42");
            assertThat(request.getHeaders().get("X-Request-Id")).isEqualTo("test-42");
        } finally {
            registry.deregister("inventory-1");
        }
    }

    @Test
    void everythingIsMeasuredInOnePlace() throws Exception {
        web.get("/orders/1");
        web.get("/orders/1/item");
        web.get("/no/such/page");
        await().untilAsserted(() -> assertThat(web.get("/broken").statusCode()).isEqualTo(500));
        JsonNode metrics = JSON.readTree(web.body("/admin/metrics"));
        assertThat(metrics.at("/gauges").propertyNames())
                .contains(
                        "jvm.memory.heap.used",
                        "jvm.threads.count",
                        "jvm.gc." + firstCollector(metrics),
                        "settings.refused",
                        "hystrix.inventory.InventoryApi.find.countSuccess",
                        "hystrix.inventory.InventoryApi.find.isCircuitBreakerOpen");
        assertThat(metrics.at("/timers").propertyNames())
                .contains("http.GET./orders/{id}", "http.GET./orders/{id}/item", "http.GET./broken")
                .noneMatch(name -> name.contains("such"));
        assertThat(metrics.at("/meters/http.GET.~1broken.errors/count").asLong())
                .isPositive();
        assertThat(metrics.at("/timers/http.GET.~1orders~1{id}~1item/duration_units")
                        .asString())
                .isEqualTo("milliseconds");
    }

    @Test
    void aLogLineIsOneJsonObjectThatNamesServiceVersionInstanceAndRequest(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = web.get("/orders/77", "X-Request-Id", "test-77");
        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("test-77");
        JsonNode line = awaitLine(output, "Order 77 asked for");
        assertThat(line.propertyNames())
                .containsExactlyInAnyOrder(
                        "@timestamp",
                        "message",
                        "logger_name",
                        "thread_name",
                        "level",
                        "requestId",
                        "traceId",
                        "spanId",
                        "service",
                        "version",
                        "instance");
        assertThat(line.get("requestId").asString()).isEqualTo("test-77");
        assertThat(line.get("service").asString()).isEqualTo("orders");
        assertThat(line.get("version").asString()).isEqualTo("dev");
        assertThat(line.get("instance").asString()).isEqualTo(identity.instance());
        assertThat(line.get("@timestamp").asString()).endsWith("Z");
    }

    @Test
    void aHostileRequestIdIsReplacedInTheLogAndInTheAnswer(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = web.get("/orders/78", "X-Request-Id", "\"},{\"level\":\"ERROR");
        String given = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(given).matches("[0-9a-f-]{36}");
        assertThat(awaitLine(output, "Order 78 asked for").get("requestId").asString())
                .isEqualTo(given);
    }

    @Test
    void anotherThreadLogsUnderTheIdOfTheRequestItAnswers(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = web.get("/later", "X-Request-Id", "test-later");
        assertThat(answer.body()).isEqualTo("later");
        JsonNode line = awaitLine(output, "Answered from another thread");
        assertThat(line.get("requestId").asString()).isEqualTo("test-later");
        assertThat(line.get("thread_name").asString()).startsWith("task-");
        await().until(() -> web.body("/admin/metrics").contains("\"http.GET./later\""));
    }

    @Test
    void aCallerIsToldEveryFieldThatIsWrongAsAProblem() throws Exception {
        HttpResponse<String> answer = web.post("/orders", "{\"item\": \"\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                {"title": "Bad Request", "status": 400, "detail": "Invalid request content.", "instance": "/orders",
                 "requestId": "%s", "errors": [{"field": "item", "message": "must not be blank"}]}
                """.formatted(id)));
    }

    @Test
    void theApiPageShowsTheServicesOwnRoutesOnly() throws Exception {
        JsonNode api = JSON.readTree(web.body("/v3/api-docs"));
        assertThat(api.get("info"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"title\": \"orders\", \"description\": \"Owned by shop.\", \"contact\": {\"name\": \"shop\"}, \"version\": \"dev\"}"));
        assertThat(api.get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/orders", "/orders/{id}", "/orders/{id}/item", "/slow", "/said", "/broken", "/later");
        HttpResponse<String> page = web.get("/swagger-ui.html");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(web.get(page.headers().firstValue("Location").orElseThrow()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theAdminPageSaysWhoThisIsAndWhereToLook() throws Exception {
        web.get("/orders/1");
        HttpResponse<String> page = web.get("/admin");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("<h1>orders <span class=\"badge good\">up</span></h1>")
                .contains("<dt>Version</dt><dd>dev</dd>")
                .contains("<dt>Instance</dt><dd>" + identity.instance() + "</dd>")
                .contains("<dt>Team</dt><dd>shop</dd>")
                .contains("<th>GET /orders/&#123;id&#125;</th>")
                .contains("<th>registry</th>", "<th>discovery</th>", "<th>circuits</th>")
                // It loads nothing from elsewhere.
                .doesNotContain("{{", "//");
        List<String> links =
                LINK.matcher(page.body()).results().map(found -> found.group(1)).toList();
        assertThat(links).hasSize(8).contains("/hystrix.stream");
        for (String link : links) {
            // The stream does not end.
            if (!link.equals("/hystrix.stream")) {
                assertThat(web.get(link).statusCode()).as("%s", link).isIn(200, 302);
            }
        }
    }

    @Test
    void prometheusReadsEverything() throws Exception {
        web.get("/orders/1");
        web.get("/orders/1/item");
        HttpResponse<String> answer =
                web.get("/admin/prometheus", "Accept", "application/openmetrics-text;version=1.0.0");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;version=0.0.4;charset=utf-8");
        assertThat(PrometheusPage.parse(answer.body()).samples())
                .containsKeys(
                        "slipway_info{service=\"orders\",version=\"dev\",instance_id=\"" + identity.instance()
                                + "\",team=\"shop\"}",
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/orders/{id}\"}",
                        "hystrix_count_success{group=\"inventory\",command=\"InventoryApi.find\"}",
                        "discovery_age_seconds{service=\"inventory\"}",
                        "settings_refused",
                        "jvm_memory_heap_used");
    }

    @Test
    void healthShowsWhatTheServiceDependsOnAndStaysUp() throws Exception {
        web.get("/orders/1/item");
        JsonNode dependencies = JSON.readTree(web.body("/actuator/health/dependencies"));
        assertThat(dependencies
                        .at("/components/discovery/details/inventory/instances")
                        .asInt())
                .isZero();
        assertThat(dependencies.at("/components/discovery/status").asString()).isEqualTo("UNKNOWN");
        assertThat(dependencies
                        .at("/components/circuits/details/inventory.InventoryApi.find")
                        .asString())
                .isIn("open", "closed");
        assertThat(web.get("/actuator/health/dependencies").statusCode()).isEqualTo(200);
        assertThat(web.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(web.body("/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
    }

    private void register(String service, int at) {
        ServiceInstance instance = new ServiceInstance(service + "-1", service, "127.0.0.1", at, List.of(), Map.of());
        Check check = new Check.Tcp("127.0.0.1", at, Duration.ofSeconds(1), Duration.ofSeconds(1));
        registry.register(new Registration(instance, check, Duration.ofMinutes(1)));
    }

    private static String firstCollector(JsonNode metrics) {
        return metrics.at("/gauges").propertyNames().stream()
                .filter(name -> name.startsWith("jvm.gc."))
                .findFirst()
                .orElseThrow()
                .substring("jvm.gc.".length());
    }

    private static JsonNode awaitLine(CapturedOutput output, String message) {
        await().until(() -> output.getOut().contains(message));
        return output.getOut()
                .lines()
                .filter(line -> line.contains(message))
                .map(JSON::readTree)
                .findFirst()
                .orElseThrow();
    }
}
