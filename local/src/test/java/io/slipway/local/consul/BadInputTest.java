package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What these expect was asked of a real Consul 1.8.7. */
class BadInputTest {

    private static final int REQUESTS = 10_000;
    private static final long SEED = 20_261_124;

    private static EmbeddedConsul consul;
    private static Http http;

    @BeforeAll
    static void start() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
        http = new Http(consul.uri());
    }

    @AfterAll
    static void stop() {
        consul.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"Name\":\"x\",} | invalid character '}' looking for beginning of object key string",
                "{\"Name\": | unexpected EOF",
                "{\"Name\" 5} | invalid character '5' after object key",
                "{\"Name\":\"x\" 5} | invalid character '5' after object key:value pair",
                "{\"Tags\":[\"a\" 5]} | invalid character '5' after array element",
                "{\"Name\":\"\\q\"} | invalid character 'q' in string escape code",
                "{\"Port\":-a} | invalid character 'a' in numeric literal",
                "{\"Port\":1.a} | invalid character 'a' after decimal point in numeric literal",
                "{\"Port\":1ea} | invalid character 'a' in exponent of numeric literal",
                "tru | unexpected EOF",
                "not json | invalid character 'o' in literal null (expecting 'u')",
                "{\"Name\":5} | json: cannot unmarshal number into Go struct field .Name of type string",
                "{\"Name\":\"x\",\"Port\":1.5} | json: cannot unmarshal number 1.5 into Go struct field .Port of type int",
                "{\"Name\":\"x\",\"Tags\":[1]} | json: cannot unmarshal number into Go struct field .Tags of type string",
                "{\"Name\":\"x\",\"Meta\":[]} | json: cannot unmarshal array into Go struct field .Meta of type map[string]string",
                "{\"Weights\":{\"Passing\":\"a\"}} | json: cannot unmarshal string into Go struct field Weights.Weights.Passing of type int",
                "{\"Name\":\"x\",\"Bogus\":1} | json: unknown field \"Bogus\"",
                "{\"Check\":{\"TTL\":\"5\"}} | time: missing unit in duration \"5\"",
                "{\"Check\":{\"TTL\":\"5x\"}} | time: unknown unit \"x\" in duration \"5x\"",
            })
    void aBodyThatCannotBeReadIsRefusedInGosWords(String body, String complaint) {
        HttpResponse<String> answer = http.put("/v1/agent/service/register", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Request decode failed: " + complaint);
    }

    @Test
    void whatFollowsTheFirstValueOfABodyIsNotLookedAt() {
        assertThat(http.put("/v1/agent/service/register", "{\"Name\":\"x\"} trailing")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        HttpResponse<String> answer = http.put("/v1/agent/service/register", "[".repeat(1_000_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Request decode failed: exceeded max depth");
    }

    @Test
    void aBodyBeyondEveryLimitIsRefused() {
        HttpResponse<String> answer = http.put("/v1/agent/service/register", " ".repeat(9 << 20));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("Request body(9437184 bytes) too large, max size: 8388608 bytes.");
    }

    @Test
    void anyMethodIsAnswered() {
        for (String method : List.of("POST", "PATCH", "TRACE", "FOO")) {
            HttpResponse<String> answer = http.send(method, "/v1/kv/a", "");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.body()).isEqualTo("method " + method + " not allowed");
            assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS,GET,PUT,DELETE");
        }
    }

    @Test
    void whatIsMissingSaysSoInOneSentence() {
        HttpResponse<String> answer = http.get("/v1/query");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).isEqualTo("Not in this agent: prepared queries.");
    }

    @Test
    void noRequestMakesItStumble() throws IOException {
        Random random = new Random(SEED);
        Set<String> statuses = new TreeSet<>();
        int threads = Thread.activeCount();
        for (int i = 0; i < REQUESTS; i++) {
            String request = FuzzedRequest.next(random);
            String answer = FuzzedRequest.send(consul.uri(), request);
            assertThat(answer)
                    .as("Answer to request %d: %s", i, request)
                    .doesNotContain("Exception", "\tat ", "Internal error");
            assertThat(answer).as("Answer to request %d: %s", i, request).matches("(?s)(HTTP/1.1 .*)?");
            statuses.add(answer.isEmpty() ? "none" : answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
        // Those that Consul gives, and 501 for what is not here.
        assertThat(statuses)
                .contains("200", "400", "404", "405", "500")
                .isSubsetOf("200", "301", "400", "401", "404", "405", "409", "413", "415", "429", "500", "501", "503");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> consul.waiting() == 0);
        // The pools may be full now, and no more: 32 for HTTP, 6 for each way to check.
        assertThat(Thread.activeCount() - threads).isLessThan(60);
        assertThat(http.get("/v1/status/leader").body()).isEqualTo("\"127.0.0.1:8300\"");
    }

    @Test
    void bytesThatAreNoHttpDoNoHarm() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), consul.uri().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(noise);
                out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closedByTheServer) {
                assertThat(closedByTheServer).hasMessageMatching("(?i).*(reset|pipe|closed).*");
            }
        }
        assertThat(http.get("/v1/status/leader").statusCode()).isEqualTo(200);
    }
}
