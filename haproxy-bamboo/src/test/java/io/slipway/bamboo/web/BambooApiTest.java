package io.slipway.bamboo.web;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.bamboo.Http;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.registry.FreePort;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BambooApiTest {

    private static final String JSON = "Content-Type: application/json";

    private final StillView view = new StillView();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private URI page;
    private EdgeServer server;

    @BeforeEach
    void start() {
        Face face = Face.onLoopback(FreePort.find());
        page = URI.create("http://127.0.0.1:" + face.port());
        RuleStore store = new RuleStore(registry, "slipway/edge/rules", Clock.systemUTC());
        server = EdgeServer.start(face, URI.create("http://edge:80"), view, store, view.metrics(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    @Test
    void aServiceIsSetListedAndRemovedAsItWasWithBamboo() throws IOException {
        assertThat(send("POST", "/api/services", "{\"id\":\"/g/a\",\"acl\":\"hdr(host) -i A.example.com\"}")
                        .body())
                .isEqualTo("{\"Id\":\"/g/a\",\"Acl\":\"hdr(host) -i A.example.com\","
                        + "\"Config\":{\"Acl\":\"hdr(host) -i A.example.com\"}}");
        send("PUT", "/api/services/ignored", "{\"ID\":\"b\",\"Config\":{\"Acl\":\"path_beg -i /b\"}}");
        send("POST", "/api/services", "{\"id\":\"/g/a\",\"acl\":\"hdr(host) -i b.example.com path_beg -i /x\"}");
        assertThat(Http.get(page, "/api/services").body())
                .isEqualTo("{\"/b\":{\"Id\":\"/b\",\"Acl\":\"path_beg -i /b\",\"Config\":{\"Acl\":\"path_beg -i /b\"}},"
                        + "\"/g/a\":{\"Id\":\"/g/a\",\"Acl\":\"hdr(host) -i b.example.com path_beg -i /x\","
                        + "\"Config\":{\"Acl\":\"hdr(host) -i b.example.com path_beg -i /x\"}}}");
        assertThat(send("DELETE", "/api/services//g/a", "").body()).isEqualTo("{}");
        assertThat(send("DELETE", "/api/services/%2Fb", "").body()).isEqualTo("{}");
        assertThat(send("DELETE", "/api/services/b", "").status()).isEqualTo(404);
        assertThat(Http.get(page, "/api/services").body()).isEqualTo("{}");
        assertThat(Http.get(page, "/status").body()).isEqualTo("OK");
    }

    @Test
    void anAclThatSaysMoreThanHostAndPathIsRefusedAndNeverPasted() throws IOException {
        for (String acl : List.of(
                "",
                "hdr(host) -i a.example.com or path_beg /",
                "hdr(host) -i a b",
                "path_beg -i /a path_beg -i /b",
                "src 10.0.0.0/8",
                "hdr(host) -i a # rest",
                "path_beg -i /x\\nuse_backend other")) {
            Http.Answer answer = send("POST", "/api/services", "{\"id\":\"/a\",\"acl\":\"" + acl + "\"}");
            assertThat(answer.status()).as(acl).isEqualTo(422);
        }
        assertThat(send("POST", "/api/services", "{\"acl\":\"path_beg -i /a\"}").status())
                .isEqualTo(400);
        assertThat(Http.get(page, "/api/services").body()).isEqualTo("{}");
    }

    @Test
    void theStateIsAProblemUntilMarathonHasSpoken() throws IOException {
        assertThat(Http.get(page, "/api/state").status()).isEqualTo(503);

        view.show(new MarathonView(
                true,
                List.of(app("/g/a", Map.of("HAPROXY_0_PATH", "/a"), task("/g/a", "t1", 31000))),
                Set.of("t1"),
                Set.of(),
                Map.of()));

        JsonNode state =
                new ObjectMapper().readTree(Http.get(page, "/api/state").body());
        JsonNode app = state.path("Apps").get(0);
        assertThat(app.path("Id").asText()).isEqualTo("/g/a");
        assertThat(app.path("MesosDnsId").asText()).isEqualTo("a-g");
        assertThat(app.path("EscapedId").asText()).isEqualTo("::g::a");
        assertThat(app.path("SplitId").toString()).isEqualTo("[\"g\",\"a\"]");
        assertThat(app.path("Tasks").toString())
                .isEqualTo("[{\"Id\":\"t1\",\"Host\":\"127.0.0.1\",\"Port\":31000,\"Ports\":[31000],\"Alive\":true,"
                        + "\"State\":\"TASK_RUNNING\",\"Ready\":true}]");
        assertThat(app.path("Env").toString()).isEqualTo("{}");
        assertThat(state.path("Services").isObject()).isTrue();
    }

    @Test
    void whatBambooKeptInZookeeperIsTakenOverWholeOrNotAtAll() throws IOException {
        Http.Answer refused = send(
                "POST",
                "/v1/rules/import",
                "{\"%2Fa\":\"path_beg -i /a\",\"%2Fb\":\"src 10.0.0.0/8\",\"%2FC d\":\"path_beg -i /c\"}");
        assertThat(refused.status()).isEqualTo(422);
        List<String> problems = new ArrayList<>();
        new ObjectMapper().readTree(refused.body()).path("problems").forEach(problem -> problems.add(problem.asText()));
        assertThat(problems)
                .containsExactly(
                        "%2Fb: The ACL \"src 10.0.0.0/8\" is not one that is carried over: write hdr(host) -i HOST,"
                                + " path_beg -i /PATH, or both in one line.",
                        "%2FC?d: \"/C d\" is no app's id.");
        assertThat(Http.get(page, "/api/services").body()).isEqualTo("{}");

        assertThat(send(
                                "POST",
                                "/v1/rules/import",
                                "{\"%2Fa\":\"path_beg -i /a\",\"%2Fg%2Fb\":\"{\\\"version\\\":\\\"2\\\",\\\"config\\\":"
                                        + "{\\\"Acl\\\":\\\"hdr(host) -i b.example.com\\\"}}\"}")
                        .status())
                .isEqualTo(200);
        JsonNode services =
                new ObjectMapper().readTree(Http.get(page, "/api/services").body());
        assertThat(services.path("/a").path("Acl").asText()).isEqualTo("path_beg -i /a");
        assertThat(services.path("/g/b").path("Acl").asText()).isEqualTo("hdr(host) -i b.example.com");
    }

    private Http.Answer send(String method, String path, String body) throws IOException {
        return Http.send(page, method, path, body, JSON);
    }
}
