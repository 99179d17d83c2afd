package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    private final ConcurrentLinkedQueue<Map<String, List<String>>> probes = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private volatile String method = "";
    private volatile String body = "";

    @TempDir
    private Path folder;

    private EmbeddedConsul consul;
    private Http http;
    private HttpServer service;
    private String url;

    @BeforeEach
    void start() throws IOException {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
        http = new Http(consul.uri());
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.setExecutor(Executors.newCachedThreadPool());
        service.start();
        url = "http://127.0.0.1:" + service.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        consul.close();
    }

    @Test
    void anHttpCheckSaysWhatItAskedAndWhatCameBack() {
        register("web", "\"HTTP\":\"" + url + "/health\",\"Interval\":\"1s\",\"Header\":{\"X-Foo\":[\"bar\"]}");
        assertThat(check("web").path("Status").asText()).isEqualTo("critical");
        assertThat(check("web").path("Type").asText()).isEqualTo("http");

        becomes("web", "passing", "HTTP GET " + url + "/health: 200 OK Output: well");
        // The JDK's server has no phrase for 429.
        status = 429;
        becomes("web", "warning", "HTTP GET " + url + "/health: 429  Output: well");
        status = 503;
        becomes("web", "critical", "HTTP GET " + url + "/health: 503 Service Unavailable Output: well");

        Map<String, List<String>> asked = probes.element();
        assertThat(asked.get("User-agent")).containsExactly("Consul Health Check");
        assertThat(asked.get("Accept")).containsExactly("text/plain, text/*, */*");
        assertThat(asked.get("Accept-encoding")).containsExactly("gzip");
        assertThat(asked.get("Connection")).containsExactly("close");
        assertThat(asked.get("X-foo")).containsExactly("bar");
    }

    @Test
    void theMethodAndBodyOfAnHttpCheckAreSent() {
        register(
                "web",
                "\"HTTP\":\"" + url + "/post\",\"Interval\":\"1s\",\"Method\":\"POST\",\"Body\":\"{\\\"a\\\":1}\"");
        becomes("web", "passing", "HTTP POST " + url + "/post: 200 OK Output: well");
        assertThat(method).isEqualTo("POST");
        assertThat(body).isEqualTo("{\"a\":1}");
    }

    @Test
    void redirectsAreFollowedButNotForEver() {
        register("round", "\"HTTP\":\"" + url + "/round\",\"Interval\":\"1s\"");
        register("once", "\"HTTP\":\"" + url + "/once\",\"Interval\":\"1s\"");
        becomes("once", "passing", "HTTP GET " + url + "/once: 200 OK Output: well");
        becomes("round", "critical", "Get \"" + url + "/round\": stopped after 10 redirects");
    }

    @Test
    void whatDoesNotAnswerIsCriticalAndSaysWhy() {
        register("slow", "\"HTTP\":\"" + url + "/slow\",\"Interval\":\"1s\",\"Timeout\":\"200ms\"");
        register("closed", "\"HTTP\":\"http://127.0.0.1:1/\",\"Interval\":\"1s\"");
        register("nowhere", "\"HTTP\":\"http://no.such.host.invalid/\",\"Interval\":\"1s\",\"Timeout\":\"2s\"");
        becomes(
                "slow",
                "critical",
                "Get \"" + url + "/slow\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        becomes("closed", "critical", "Get \"http://127.0.0.1:1/\": dial tcp 127.0.0.1:1: connect: connection refused");
        becomes(
                "nowhere",
                "critical",
                "Get \"http://no.such.host.invalid/\": dial tcp: lookup no.such.host.invalid: no such host");
    }

    @Test
    void ofALongAnswerTheEndIsKept() {
        register("long", "\"HTTP\":\"" + url + "/long\",\"Interval\":\"1s\"");
        becomes("long", "passing", "HTTP GET " + url + "/long: 200 OK Output: " + "b".repeat(4096));
    }

    @Test
    void aTcpCheckConnects() throws IOException {
        try (ServerSocket listening = new ServerSocket(0)) {
            String address = "localhost:" + listening.getLocalPort();
            register("open", "\"TCP\":\"" + address + "\",\"Interval\":\"1s\"");
            becomes("open", "passing", "TCP connect " + address + ": Success");
        }
        register("closed", "\"TCP\":\"127.0.0.1:1\",\"Interval\":\"1s\"");
        becomes("closed", "critical", "dial tcp 127.0.0.1:1: connect: connection refused");
    }

    @Test
    void anHttpsCheckBelievesNoUnknownCertificateUnlessItIsToldTo() throws Exception {
        HttpsServer secure = SelfSigned.server(folder, this::answer);
        try {
            String https = "https://localhost:" + secure.getAddress().getPort() + "/";
            register("trusting", "\"HTTP\":\"" + https + "\",\"Interval\":\"1s\",\"TLSSkipVerify\":true");
            register("careful", "\"HTTP\":\"" + https + "\",\"Interval\":\"1s\",\"Status\":\"passing\"");
            becomes("trusting", "passing", "HTTP GET " + https + ": 200 OK Output: well");
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            check("careful").path("Output").asText())
                    .startsWith("Get \"" + https + "\": "));
            assertThat(check("careful").path("Status").asText()).isEqualTo("critical");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void aScriptSaysByItsExitCodeHowItIsAndDoesNotOutliveItsTime() {
        consul.close();
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory().withScriptChecks(true));
        http = new Http(consul.uri());
        register("fine", "\"Args\":[\"sh\",\"-c\",\"echo all; echo well >&2\"],\"Interval\":\"1s\"");
        register("poor", "\"ScriptArgs\":[\"sh\",\"-c\",\"echo so so; exit 1\"],\"Interval\":\"1s\"");
        register("bad", "\"Args\":[\"sh\",\"-c\",\"exit 7\"],\"Interval\":\"1s\",\"Status\":\"passing\"");
        register("none", "\"Args\":[\"/no/such/program\"],\"Interval\":\"1s\",\"Status\":\"passing\"");
        register("slow", "\"Args\":[\"sh\",\"-c\",\"sleep 600; true\"],\"Interval\":\"1s\",\"Timeout\":\"1s\"");
        becomes("fine", "passing", "all\nwell\n");
        becomes("poor", "warning", "so so\n");
        becomes("bad", "critical", "");
        becomes("slow", "critical", "Timed out (1s) running check");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        check("none").path("Output").asText())
                .contains("/no/such/program"));
        // The one of now at most, with its sh.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.current()
                                .descendants()
                                .filter(process ->
                                        process.info().commandLine().orElse("").contains("sleep 600"))
                                .count()
                        <= 2);
    }

    @Test
    void itTakesAsManySuccessesInARowAsWereAskedFor() {
        status = 500;
        register("web", "\"HTTP\":\"" + url + "/\",\"Interval\":\"1s\",\"SuccessBeforePassing\":3");
        becomes("web", "critical", "HTTP GET " + url + "/: 500 Internal Server Error Output: well");
        probes.clear();
        status = 200;
        becomes("web", "passing", "HTTP GET " + url + "/: 200 OK Output: well");
        assertThat(probes).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void itTakesAsManyFailuresInARowAsWereAskedFor() {
        register("web", "\"HTTP\":\"" + url + "/\",\"Interval\":\"1s\",\"FailuresBeforeCritical\":2");
        becomes("web", "passing", "HTTP GET " + url + "/: 200 OK Output: well");
        probes.clear();
        status = 500;
        becomes("web", "critical", "HTTP GET " + url + "/: 500 Internal Server Error Output: well");
        assertThat(probes).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aServiceThatKeepsSilentBecomesCritical() {
        register("web", "\"TTL\":\"300ms\"");
        http.put("/v1/agent/check/pass/service:web?note=fine", "");
        assertThat(check("web").path("Status").asText()).isEqualTo("passing");
        becomes("web", "critical", "TTL expired (last output before timeout follows): fine");
    }

    @Test
    void aNewOutputAloneStaysWithTheAgent() {
        register("web", "\"TTL\":\"60s\"");
        http.put("/v1/agent/check/pass/service:web?note=one", "");
        http.put("/v1/agent/check/pass/service:web?note=two", "");
        assertThat(check("web").path("Output").asText()).isEqualTo("two");
        assertThat(http.json("/v1/health/checks/web").get(0).path("Output").asText())
                .isEqualTo("one");
    }

    @Test
    void aliasesRepeatWhatTheOtherSays() {
        register("web", "\"TTL\":\"60s\"");
        register("alias", "\"AliasService\":\"web\"");
        becomes("alias", "critical", "Aliased check \"Service 'web' check\" failing: ");
        http.put("/v1/agent/check/pass/service:web", "");
        becomes("alias", "passing", "All checks passing.");
    }

    private void register(String name, String check) {
        assertThat(http.put("/v1/agent/service/register", "{\"Name\":\"" + name + "\",\"Check\":{" + check + "}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void becomes(String name, String wantedStatus, String wantedOutput) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(check(name).path("Output").asText()).isEqualTo(wantedOutput);
                    assertThat(check(name).path("Status").asText()).isEqualTo(wantedStatus);
                });
    }

    private JsonNode check(String name) {
        return http.json("/v1/agent/checks").path("service:" + name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        method = exchange.getRequestMethod();
        body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] answer = "well".getBytes(StandardCharsets.UTF_8);
        int code = status;
        switch (path) {
            case "/slow" -> {
                return;
            }
            case "/long" -> answer = ("a".repeat(5_000) + "b".repeat(4_096)).getBytes(StandardCharsets.UTF_8);
            case "/round" -> {
                exchange.getResponseHeaders().set("Location", "/round");
                code = 302;
            }
            case "/once" -> {
                exchange.getResponseHeaders().set("Location", "/there");
                code = 302;
            }
            default -> probes.add(Map.copyOf(exchange.getRequestHeaders()));
        }
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
