package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.marathon.Marathon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path folder;

    private final MockWebServer named = new MockWebServer();
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        named.start(InetAddress.getLoopbackAddress(), 0);
        other.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        named.close();
        other.close();
    }

    @Test
    void aNameAndPasswordAreSentWithEveryRequest() throws Exception {
        named.enqueue(new MockResponse.Builder().body("[]").build());
        named.enqueue(new MockResponse.Builder().body("{}").build());

        try (Marathon marathon = connect(Credentials.basic("ops", "s3cret"), named)) {
            marathon.deployments();
            marathon.rollback("d");
        }

        assertThat(authorization(named)).isEqualTo("Basic b3BzOnMzY3JldA==");
        assertThat(authorization(named)).isEqualTo("Basic b3BzOnMzY3JldA==");
    }

    @Test
    void aTokenIsReadAgainAndTheLastOneStaysWhileNoneCanBeRead() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "one\n");
        Credentials bearer = Credentials.bearer(file);
        Credentials dcos = Credentials.dcos(file);
        assertThat(bearer.header()).isEqualTo("Bearer one");
        assertThat(dcos.header()).isEqualTo("token=one");

        Files.writeString(file, "two");
        assertThat(bearer.header()).isEqualTo("Bearer two");

        Files.writeString(file, "not one\ntoken");
        assertThat(bearer.header()).isEqualTo("Bearer two");
        Files.delete(file);
        assertThat(bearer.header()).isEqualTo("Bearer two");

        Files.writeString(file, "three");
        assertThat(bearer.header()).isEqualTo("Bearer three");
    }

    @Test
    void aTokenThatIsNotThereIsRefusedAtOnceAndNeverShown() throws Exception {
        Path none = folder.resolve("none");
        Path odd = Files.writeString(folder.resolve("odd"), "s3cret s3cret");

        assertThatThrownBy(() -> Credentials.bearer(none))
                .hasMessage("Marathon's token in " + none + " cannot be read: there is no such file");
        assertThatThrownBy(() -> Credentials.bearer(odd))
                .hasMessage("Marathon's token in " + odd
                        + " cannot be used: it is empty, or holds what is no printable ASCII character");
        assertThat(Options.DEFAULT.with(Credentials.basic("ops", "s3cret")).toString())
                .contains("credentials, not shown")
                .doesNotContain("ops", "s3cret", "b3Bz");
    }

    @Test
    void theEventsOfALeaderThatWasNamedAreAskedForWithCredentials() throws Exception {
        named.enqueue(leadingTo(other));
        other.enqueue(stalling());

        try (Marathon marathon = connect(Credentials.basic("ops", "s3cret"), named, other)) {
            marathon.listen(event -> {}, () -> {});
            assertThat(authorization(named)).startsWith("Basic ");
            assertThat(authorization(other)).startsWith("Basic ");
        }
    }

    @Test
    void aHostThatNobodyNamedIsSentNoCredentials() throws Exception {
        named.enqueue(leadingTo(other));
        other.enqueue(stalling());
        named.enqueue(leadingTo(other));
        other.enqueue(new MockResponse.Builder().body("[]").build());

        try (Marathon marathon = connect(Credentials.basic("ops", "s3cret"), named)) {
            marathon.listen(event -> {}, () -> {});
            assertThat(authorization(other)).isNull();
            await().until(() -> named.getRequestCount() == 1);

            marathon.deployments();
            assertThat(authorization(other)).isNull();
        }
    }

    private static MockResponse leadingTo(MockWebServer server) {
        return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", uri(server) + "v2/events")
                .build();
    }

    private static MockResponse stalling() {
        return new MockResponse.Builder()
                .body("\r\n")
                .setHeader("Content-Type", "text/event-stream")
                .removeHeader("Content-Length")
                .setHeader("Connection", "close")
                .onResponseEnd(SocketEffect.Stall.INSTANCE)
                .build();
    }

    private static Marathon connect(Credentials credentials, MockWebServer... servers) {
        return MarathonClient.connect(
                List.of(servers).stream().map(CredentialsTest::uri).toList(), Options.DEFAULT.with(credentials));
    }

    private static String authorization(MockWebServer server) throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        return request.getHeaders().get("Authorization");
    }

    private static URI uri(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }
}
