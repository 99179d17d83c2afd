package io.slipway.bamboo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.bamboo.Http;
import io.slipway.bamboo.access.AccountLine;
import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.access.Role;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.registry.FreePort;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesApiTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String READER = "Authorization: Bearer reader-token";
    private static final String OPERATOR = "Authorization: Bearer operator-token";
    private static final String JSON = "Content-Type: application/json";
    private static final String CANARY =
            "{\"host\":\"shop.example.com\",\"to\":[{\"target\":\"/next\"}],\"owner\":\"ada\",\"reason\":\"try it\"}";

    @TempDir
    private Path folder;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private URI page;
    private EdgeServer server;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.write(
                folder.resolve("accounts"),
                List.of(
                        AccountLine.forToken("dashboard", Role.READER, "reader-token"),
                        AccountLine.forToken("ada", Role.OPERATOR, "operator-token")));
        Face face = new Face("127.0.0.1", FreePort.find(), Accounts.read(file, new ArrayList<>()));
        page = URI.create("http://127.0.0.1:" + face.port());
        server = EdgeServer.start(
                face,
                URI.create("http://edge:80"),
                new StillView(),
                new RuleStore(registry, "slipway/edge/rules", NOON),
                new StillView().metrics(),
                NOON);
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    @Test
    void aRuleIsSavedToTheVersionThatWasSeenAndToNoOther() throws IOException {
        assertThat(json(send("PUT", "/v1/rules/canary?version=0&comment=first", CANARY))
                        .toString())
                .isEqualTo("{\"version\":1,\"author\":\"ada\",\"comment\":\"first\",\"at\":\"2026-11-24T12:00:00Z\","
                        + "\"rules\":[{\"id\":\"canary\",\"host\":\"shop.example.com\",\"path\":\"/\","
                        + "\"redirectToHttps\":false,\"priority\":0,\"mode\":\"http\",\"balance\":\"roundrobin\","
                        + "\"sticky\":false,\"timeouts\":{},\"to\":[{\"target\":\"/next\",\"weight\":1}],"
                        + "\"owner\":\"ada\",\"reason\":\"try it\",\"version\":1}]}");

        Http.Answer stale = send("PUT", "/v1/rules/other?version=0", CANARY);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(json(stale).path("detail").asText())
                .isEqualTo("The rules are at version 1, and the change was made to version 0: look at them again, and"
                        + " repeat it.");
        assertThat(send("PUT", "/v1/rules/other", CANARY).status()).isEqualTo(428);
        assertThat(json(Http.get(page, "/v1/rules/canary", READER)).path("host").asText())
                .isEqualTo("shop.example.com");
        assertThat(Http.get(page, "/v1/rules/other", READER).status()).isEqualTo(404);

        assertThat(json(send("DELETE", "/v1/rules/canary?version=1", "")).path("rules"))
                .isEmpty();
        assertThat(send("DELETE", "/v1/rules/canary?version=2", "").status()).isEqualTo(404);
    }

    @Test
    void everythingThatIsWrongWithARuleIsSaidAtOnceAndNothingIsSaved() throws IOException {
        String wrong = "{\"host\":\"a b\",\"path\":\"x\",\"to\":[],\"owner\":\"ada\"}";
        Http.Answer answer = send("PUT", "/v1/rules/canary?version=0", wrong);
        assertThat(answer.status()).isEqualTo(422);
        List<String> problems = new ArrayList<>();
        json(answer).path("problems").forEach(problem -> problems.add(problem.asText()));
        assertThat(problems)
                .containsExactly(
                        "host \"a b\" is no host name: write letters, digits, inner dashes and dots, as in"
                                + " shop.example.com.",
                        "path \"x\" is no path: write / and segments of letters, digits and . _ ~ @ : + -, at most 256"
                                + " characters, as in /orders.",
                        "to is missing: write 1 to 16 targets, as in [{\"target\": \"/orders\", \"weight\": 1}].",
                        "reason is missing.");
        assertThat(send("POST", "/v1/rules/check", wrong).status()).isEqualTo(422);
        assertThat(send("POST", "/v1/rules/check", CANARY.replace("{\"host", "{\"id\":\"canary\",\"host"))
                        .status())
                .isEqualTo(200);
        assertThat(json(Http.get(page, "/v1/rules", READER)).path("version").asInt())
                .isZero();
    }

    @Test
    void anEarlierVersionIsComeBackToByANewOne() throws IOException {
        send("PUT", "/v1/rules/canary?version=0", CANARY);
        send("DELETE", "/v1/rules/canary?version=1&comment=oops", "");
        JsonNode back = json(send("POST", "/v1/rules/rollback?version=2", "{\"to\":1}"));
        assertThat(back.path("version").asInt()).isEqualTo(3);
        assertThat(back.path("rules").get(0).path("id").asText()).isEqualTo("canary");

        List<String> history = new ArrayList<>();
        json(Http.get(page, "/v1/rules/history", READER))
                .forEach(set -> history.add(set.path("version").asText()
                        + " " + set.path("author").asText() + " "
                        + set.path("comment").asText() + " "
                        + set.path("changes")));
        assertThat(history)
                .containsExactly(
                        "3 ada back to version 1 [\"canary added\"]",
                        "2 ada oops [\"canary removed\"]",
                        "1 ada try it [\"canary added\"]");
        assertThat(send("POST", "/v1/rules/rollback?version=3", "{\"to\":9}").status())
                .isEqualTo(404);
    }

    @Test
    void anInstanceIsDrainedForAWhileAndNoMore() throws IOException {
        JsonNode drained = json(send("PUT", "/v1/drains/orders.4e1b", "{\"reason\":\"heap dump\",\"seconds\":60}"));
        assertThat(drained.path("rules").get(0).toString())
                .matches("\\{\"id\":\"drain-orders-4e1b-[0-9a-f]+\",\"drain\":\"orders.4e1b\",\"owner\":\"ada\","
                        + "\"reason\":\"heap dump\",\"expires\":\"2026-11-24T12:01:00Z\",\"version\":1}");
        assertThat(json(send("DELETE", "/v1/drains/orders.4e1b", "")).path("rules"))
                .isEmpty();
        assertThat(send("DELETE", "/v1/drains/orders.4e1b", "").status()).isEqualTo(404);
        assertThat(send("PUT", "/v1/drains/orders.4e1b", "{}").status()).isEqualTo(422);
    }

    @Test
    void aReaderChangesNothing() throws IOException {
        Http.Answer refused = Http.send(page, "PUT", "/v1/rules/canary?version=0", CANARY, READER, JSON);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(json(refused).path("detail").asText())
                .isEqualTo("dashboard may read and not change: it takes an operator.");
        assertThat(Http.send(page, "PUT", "/v1/rules/canary?version=0", CANARY, JSON)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void thePagesOfOthersChangeNothingAlsoWithOurUsersPassword() throws IOException {
        String url = "/v1/rules/canary?version=0";
        assertThat(send("PUT", url, CANARY, "Origin: https://evil.example.com").status())
                .isEqualTo(403);
        assertThat(send("PUT", url, CANARY, "Origin: null").status()).isEqualTo(403);
        assertThat(send("PUT", url, CANARY, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(Http.send(page, "PUT", url, CANARY, OPERATOR, "Content-Type: text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(send("PUT", url, CANARY, "Origin: " + page, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNoJsonOrSaysAThingTwiceIsRefused() throws IOException {
        assertThat(send("PUT", "/v1/rules/canary?version=0", "{").status()).isEqualTo(400);
        assertThat(send("PUT", "/v1/rules/canary?version=0", "[]").status()).isEqualTo(400);
        assertThat(send("PUT", "/v1/rules/canary?version=0", "[".repeat(2000)).status())
                .isEqualTo(400);
        assertThat(send("PUT", "/v1/rules/canary?version=0", "{\"id\":1,\"id\":2}")
                        .status())
                .isEqualTo(400);
    }

    private Http.Answer send(String method, String path, String body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(OPERATOR, JSON));
        all.addAll(List.of(headers));
        return Http.send(page, method, path, body, all.toArray(new String[0]));
    }

    private static JsonNode json(Http.Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
