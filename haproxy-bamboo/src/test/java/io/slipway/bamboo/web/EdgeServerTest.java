package io.slipway.bamboo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.bamboo.Http;
import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.registry.FreePort;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeServerTest {

    private final StillView view = new StillView();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private URI page;
    private EdgeServer server;

    @BeforeEach
    void start() {
        int port = FreePort.find();
        page = URI.create("http://127.0.0.1:" + port);
        server = EdgeServer.start(
                new Face("127.0.0.1", port, Accounts.NONE),
                URI.create("http://edge:80"),
                view,
                new RuleStore(registry, "slipway/edge/rules", Clock.systemUTC()),
                view.metrics(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    @Test
    void everyRouteIsInTheOpenApiDocumentAndEveryOneInItExists() throws IOException {
        JsonNode paths = json("/v1/openapi.json").path("paths");
        Set<String> described = new TreeSet<>();
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        server.endpoints()
                .forEach(endpoint -> served.add(endpoint.method().name() + " "
                        + endpoint.path().replace('<', '{').replace('>', '}')));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyReferenceInTheOpenApiDocumentLeadsSomewhere() throws IOException {
        JsonNode document = json("/v1/openapi.json");
        List<String> references = new ArrayList<>();
        document.findValuesAsText("$ref", references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void aPathThatIsNoneIsAProblemInTheOneForm() throws IOException {
        Http.Answer answer = Http.get(page, "/v1/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not possible\",\"status\":404,"
                                + "\"detail\":\"GET /v1/nowhere is not possible here: see /v1/openapi.json for what is.\","
                                + "\"problems\":[\"GET /v1/nowhere is not possible here: see /v1/openapi.json for what is.\"]}");
    }

    @Test
    void aMethodThatIsNoneIsAProblemToo() throws IOException {
        Http.Answer answer = Http.send(page, "DELETE", "/v1/topology", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(new ObjectMapper().readTree(answer.body()).path("status").asInt())
                .isEqualTo(405);
    }

    @Test
    void whatJettyRefusesHasTheOneFormToo() throws IOException {
        Http.Answer answer = Http.get(page, "/v1/%zz");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":400,\"detail\":\"This is no request that the edge reads");
    }

    @Test
    void aHeadOfManyKilobytesIsRefused() {
        // The refusal comes while we still send: the connection may break before it is read.
        int status;
        try {
            status = Http.get(page, "/v1/routes", "X-Long: " + "x".repeat(20_000))
                    .status();
        } catch (IOException broken) {
            status = 431;
        }
        assertThat(status).isEqualTo(431);
    }

    @Test
    void aNameThatOnlyResolvesToThisMachineIsNotAnswered() throws IOException {
        Http.Answer rebound = Http.get(page, "/v1/topology", "Host: evil.example.com");
        assertThat(rebound.status()).isEqualTo(403);
        assertThat(rebound.body()).contains("Without accounts the edge answers only to the name localhost");
        assertThat(Http.get(page, "/v1/topology", "Host: localhost:1234").status())
                .isEqualTo(200);
        assertThat(Http.get(page, "/v1/topology", "Host: [::1]:1234").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerForbidsWhatThePageDoesNotNeed() throws IOException {
        Http.Answer answer = Http.get(page, "/v1/routes");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; connect-src 'self'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void anEventTellsWhatWasDone() throws IOException {
        try (Socket socket = new Socket(page.getHost(), page.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: " + page.getAuthority()
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            awaitLine(in, "event: topology");
            view.applied(
                    new Apply(Apply.Kind.RUNTIME, "a_1/s1 takes t2", Instant.parse("2026-11-24T12:00:01Z"), 1.5, null));
            awaitLine(in, "event: apply");
            assertThat(in.readLine())
                    .isEqualTo("data: {\"kind\":\"runtime\",\"reason\":\"a_1/s1 takes t2\","
                            + "\"at\":\"2026-11-24T12:00:01Z\",\"tookMillis\":1.5,\"ok\":true,\"error\":null}");
            awaitLine(in, "event: topology");
        }
    }

    @Test
    void aChangeAfterTheEndDisturbsNobody() {
        server.close();
        view.applied(
                new Apply(Apply.Kind.RUNTIME, "a_1/s1 takes t2", Instant.parse("2026-11-24T12:00:01Z"), 1.5, null));
        assertThat(view.history()).hasSize(2);
    }

    private static void awaitLine(BufferedReader in, String wanted) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(wanted)) {
            line = in.readLine();
        }
        assertThat(line).isEqualTo(wanted);
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(Http.get(page, path).body());
    }
}
