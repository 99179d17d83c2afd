package io.slipway.bamboo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.Http;
import io.slipway.bamboo.access.AccountLine;
import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.access.Role;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.registry.FreePort;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries to get in, over HTTP. */
class GateTest {

    private static final String READER = "Authorization: Bearer reader-token";
    private static final String ADA = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("ada:correct horse".getBytes(StandardCharsets.UTF_8));

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
                        AccountLine.forPassword("ada", Role.OPERATOR, "correct horse")));
        List<String> problems = new ArrayList<>();
        Face face = new Face("127.0.0.1", FreePort.find(), Accounts.read(file, problems));
        assertThat(problems).isEmpty();
        page = URI.create("http://127.0.0.1:" + face.port());
        server = EdgeServer.start(
                face,
                URI.create("http://edge:80"),
                new StillView(),
                new RuleStore(registry, "slipway/edge/rules", Clock.systemUTC()),
                new StillView().metrics(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    @Test
    void whoIsUnknownIsAskedForAPassword() throws IOException {
        for (String path : List.of("/", "/v1/topology", "/v1/openapi.json", "/v1/events")) {
            Http.Answer answer = Http.get(page, path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Slipway edge\", charset=\"UTF-8\"");
        }
        assertThat(Http.get(page, "/ping").body()).isEqualTo("pong");
    }

    @Test
    void aReaderAndAnOperatorMayRead() throws IOException {
        assertThat(Http.get(page, "/v1/whoami", READER).body())
                .isEqualTo("{\"name\":\"dashboard\",\"role\":\"reader\"}");
        assertThat(Http.get(page, "/v1/whoami", ADA).body()).isEqualTo("{\"name\":\"ada\",\"role\":\"operator\"}");
        assertThat(Http.get(page, "/v1/routes", ADA, "Host: edge.example.com").status())
                .isEqualTo(200);
    }

    @Test
    void guessesEndInARefusalThatSaysWhenToComeBack() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(Http.get(page, "/v1/routes", "Authorization: Bearer guess" + i)
                            .status())
                    .isEqualTo(401);
        }
        Http.Answer refused = Http.get(page, "/v1/routes", "Authorization: Bearer guess");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        assertThat(refused.body()).doesNotContain("guess");
    }

    @Test
    void listeningElsewhereTakesAccounts() {
        assertThat(new Face("0.0.0.0", 9090, Accounts.NONE).problems())
                .containsExactly("The page and the API would listen on 0.0.0.0 and let everybody in: name a file of"
                        + " accounts, or listen on 127.0.0.1.");
        assertThat(new Face("localhost", 9090, Accounts.NONE).problems()).isEmpty();
        assertThat(new Face("no.such.host.invalid", 9090, Accounts.NONE).problems())
                .containsExactly("The page and the API cannot listen on no.such.host.invalid, which is no address of"
                        + " this machine.");
    }
}
