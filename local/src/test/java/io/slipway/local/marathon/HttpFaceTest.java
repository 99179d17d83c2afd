package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaceTest {

    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server(folder);
        server.create("'id':'/shop/orders','cmd':'exec sleep 1000','instances':0,'labels':{'team':'shop'}");
        server.create("'id':'/shop/eu/carts','cmd':'exec sleep 1000','instances':0,'dependencies':['/shop/orders']");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/apps//shop/orders",
                "/v2/apps/shop/orders",
                "/v2/apps/%2Fshop%2Forders",
                "/v2/apps/shop%2Forders",
                "/v2/apps//shop/orders/",
            })
    void anIdMayBeWrittenInManyWays(String uri) {
        assertThat(server.get(uri).at("/app/id").asText()).isEqualTo("/shop/orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /nope | 404 | {\"message\":\"URI not found\"}",
                "GET | /v2/nope | 404 | {\"message\":\"URI not found\"}",
                "DELETE | /v2/info | 405 | {\"message\":\"Method Not Allowed\"}",
                "GET | /v2/deployments/some-id | 405 | {\"message\":\"Method Not Allowed\"}",
                "PUT | /v2/leader | 405 | {\"message\":\"Method Not Allowed\"}",
                "GET | /v2/apps/UPPER_case | 404 | {\"message\":\"App '/UPPER_case' does not exist\",\"details\":[]}",
                "DELETE | /v2/apps/x%20%C3%A4 | 404 | {\"message\":\"App '/x ä' does not exist\"}",
                "PUT | /v2/apps/UPPER | 422 | {\"message\":\"Invalid JSON\",\"details\":[{\"path\":\"/id\",\"errors\":[\"error.pattern\"]}]}",
                "PUT | /v2/apps//.. | 422 | {\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/id\",\"errors\":[\"Path must contain at least one path element\"]}]}",
                "GET | /v2/apps?label=a%20b | 422 | {\"message\":\"Can not parse label selector a b. Reason: end of input expected\"}",
                "GET | /v2/groups/nope | 404 | {\"message\":\"Group '/nope' does not exist\",\"details\":[]}",
                "GET | /v2/groups/nope/versions | 404 | {\"message\":\"Group '/nope' does not exist\",\"details\":[]}",
                "GET | /v2/groups/shop/versions/2000-01-01T00:00:00.000Z | 404 | {\"message\":\"Group '/shop' does not exist in version 2000-01-01T00:00:00.000Z\",\"details\":[]}",
                "GET | /v2/groups/shop/versions/once | 422 | {\"message\":\"Invalid timestamp provided 'once'. Expecting ISO-8601 datetime string.\"}",
                "DELETE | /v2/leader | 501 | {\"message\":\"This scheduler is alone: nobody would lead after it. Stop its process instead.\"}",
                "GET | /logging | 501 | {\"message\":\"Levels of logging are set where this scheduler is started, not over its API.\"}",
                "POST | /v2/pods | 501 | {\"message\":\"Pods are not supported by this scheduler: describe each container as an app.\"}",
            })
    void whatIsWrongIsSaidInMarathonsWords(String method, String uri, int status, String body) {
        Http.Answer answer = server.http.send(method, uri, method.equals("GET") ? "" : "{}");

        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void otherTypesAreNeitherTakenNorGiven() {
        assertThat(server.http
                        .send("GET", "/v2/apps", Map.of("Accept", "text/plain"), "")
                        .body())
                .isEqualTo("{\"message\":\"Not Acceptable\"}");
        assertThat(server.http
                        .send("POST", "/v2/apps", Map.of("Content-Type", "text/plain"), "{}")
                        .body())
                .isEqualTo("{\"message\":\"Unsupported Media Type\"}");
        assertThat(server.http
                        .send("POST", "/v2/apps", Map.of(), "{\"id\":\"/plain\",\"cmd\":\"sleep 1\",\"instances\":0}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void pingAnswersInTheTypeThatIsAsked() {
        assertThat(server.http.send("GET", "/ping", Map.of(), "").body()).isEqualTo("pong");
        assertThat(server.http.get("/ping").body()).isEqualTo("\"pong\"");
        assertThat(server.http
                        .send("GET", "/ping", Map.of("Accept", "image/png"), "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void headAndOptionsAreAnsweredToo() {
        assertThat(server.http.send("HEAD", "/v2/apps", Map.of(), "").statusLine())
                .isEqualTo("HTTP/1.1 200 OK");
        assertThat(server.http
                        .send("OPTIONS", "/v2/apps", Map.of(), "")
                        .headers()
                        .get("Allow")
                        .split(","))
                .containsExactlyInAnyOrder("GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS");
    }

    @Test
    void answersAreZippedOnRequest() throws IOException {
        try (Socket socket = new Http(server.uri()).open("GET", "/v2/info", Map.of("Accept-Encoding", "gzip"), "")) {
            assertThat(Http.head(socket.getInputStream())).contains("\r\nContent-Encoding: gzip\r\n");
            byte[] zipped = socket.getInputStream().readAllBytes();
            String body = new String(
                    new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(body).startsWith("{\"name\":\"slipway-local-marathon\",\"version\":\"1.10.26\"");
        }
    }

    @Test
    void aRefusalAs422HasAReasonThatClientsCanLiveWith() {
        assertThat(server.http.send("POST", "/v2/apps", "{}").statusLine()).startsWith("HTTP/1.1 422");
    }

    @Test
    void groupsAreATreeOfApps() {
        JsonNode root = server.get("/v2/groups");

        assertThat(root.path("id").asText()).isEqualTo("/");
        assertThat(root.at("/groups/0/id").asText()).isEqualTo("/shop");
        assertThat(root.at("/groups/0/apps/0/id").asText()).isEqualTo("/shop/orders");
        assertThat(root.at("/groups/0/groups/0/apps/0/id").asText()).isEqualTo("/shop/eu/carts");
        assertThat(server.get("/v2/groups//shop/eu").at("/apps/0/id").asText()).isEqualTo("/shop/eu/carts");
        assertThat(server.get("/v2/groups//shop/apps")).hasSize(2);
        assertThat(server.get("/v2/groups?embed=group.groups").at("/groups/0/apps"))
                .isEmpty();
    }

    @Test
    void theSystemSaysWhoItIs() {
        JsonNode info = server.get("/v2/info");

        assertThat(info.path("leader")).isEqualTo(server.get("/v2/leader").path("leader"));
        assertThat(info.path("elected").asBoolean()).isTrue();
        assertThat(server.get("/metrics")
                        .at("/gauges/marathon.apps.active.gauge/value")
                        .asInt())
                .isGreaterThan(1);
        assertThat(server.http
                        .send("GET", "/metrics/prometheus", Map.of("Accept", "text/plain"), "")
                        .body())
                .contains("# TYPE marathon_apps_active_gauge gauge\nmarathon_apps_active_gauge ");
        assertThat(server.get("/config")).isEqualTo(info.path("marathon_config"));
        assertThat(server.get("/v2/plugins").toString()).isEqualTo("{\"plugins\":[]}");
        assertThat(server.get("/v2/pods").toString()).isEqualTo("[]");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        Http.Answer tooMany =
                server.http.send("POST", "/v2/apps", "{\"id\":\"/many\",\"cmd\":\"true\",\"instances\":2000000000}");
        Http.Answer tooLong = server.http.send("POST", "/v2/apps", "{\"id\":\"" + "x".repeat(5 << 20) + "\"}");
        Http.Answer tooDeep = server.http.send("POST", "/v2/apps", "[".repeat(2_000));

        assertThat(tooMany.body())
                .isEqualTo(
                        "{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/instances\",\"errors\":[\"More than"
                                + " 1000 instances are not supported by this scheduler, which runs on one machine.\"]}]}");
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooDeep.status()).isEqualTo(400);
        assertThat(server.get("/v2/apps/many").path("message").asText()).isEqualTo("App '/many' does not exist");
    }

    @Test
    void aContainerIsRefusedWhereNobodyCouldRunIt() {
        String app = "{\"id\":\"/boxed\",\"container\":{\"docker\":{\"image\":\"nginx\"}}}";
        String refusal = "{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/container/docker\",\"errors\":"
                + "[\"Docker containers are not run by this scheduler: start it with --executor docker.\"]}]}";

        assertThat(server.http.send("POST", "/v2/apps", app).body()).isEqualTo(refusal);
        assertThat(server.http
                        .send("PUT", "/v2/groups", "{\"apps\":[" + app + "]}")
                        .body())
                .isEqualTo(refusal);
        assertThat(server.http.get("/v2/apps//boxed").status()).isEqualTo(404);
    }

    @Test
    void thePageIsWhereMarathonsIs() {
        Http.Answer root = server.http.send("GET", "/", Map.of("Accept", "text/html"), "");
        assertThat(root.status()).isEqualTo(302);
        assertThat(root.headers()).containsEntry("Location", "/ui/");

        Http.Answer page = server.http.send("GET", "/ui/", Map.of("Accept", "text/html"), "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html;charset=utf-8");
        assertThat(page.body()).contains("<h1>Local Marathon</h1>").doesNotContain("http://", "https://");
    }

    @Test
    void theEndOfATasksOutputCanBeReadAndNothingElse() {
        server.create("'id':'/talker','cmd':'echo hello; exec sleep 1000'");
        server.awaitRunning("/talker", 1);
        JsonNode task = server.tasks("/talker").get(0);
        server.awaitOutput(task, "hello");
        String logs = "/ui/tasks/" + task.path("id").asText();

        Http.Answer stdout = server.http.get(logs + "/stdout");

        assertThat(stdout.body()).isEqualTo("hello\n");
        assertThat(stdout.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        for (String other : List.of(logs + "/..%2F..%2Frun", logs + "/passwd", "/ui/tasks/..%2Frun/stdout")) {
            assertThat(server.http.get(other).status()).as(other).isEqualTo(404);
        }
        server.http.send("DELETE", "/v2/apps//talker", "");
    }

    @Test
    void dependenciesThatGoRoundAreRefused() {
        Http.Answer answer =
                server.http.send("PUT", "/v2/apps//shop/orders", "{\"dependencies\":[\"/shop/eu/carts\"]}");

        assertThat(answer.body())
                .isEqualTo("{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/\",\"errors\":"
                        + "[\"Dependency graph has cyclic dependencies.\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "/v2/apps//a%", "/v2/apps?label=%E0%A4%A"})
    void garbageInTheUriIsAClientsFault(String uri) {
        assertThat(server.http
                        .send("GET", uri.startsWith("/") ? uri : "/" + uri, "")
                        .status())
                .isBetween(400, 499);
    }
}
