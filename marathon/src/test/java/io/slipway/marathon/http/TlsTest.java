package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.Tls.Identity;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsTest {

    private static final Tls SERVER = new Tls(file("ca.pem"), new Identity(file("server.pem"), file("server-key.pem")));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.useHttps(SERVER.context().getSocketFactory());
        server.start(InetAddress.getLoopbackAddress(), 0);
        server.enqueue(new MockResponse.Builder().body("[]").build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAuthorityThatIsNamedIsTrusted() {
        assertThat(deployments(Tls.trusting(file("ca.pem")))).isEmpty();
    }

    @Test
    void anAuthorityThatTheJdkDoesNotKnowIsNot() {
        assertThatThrownBy(() -> deployments(Tls.OF_THE_JDK))
                .hasMessageStartingWith("Marathon does not answer GET /v2/deployments. Tried 127.0.0.1:")
                .hasMessageContaining("unable to find valid certification path");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aServerThatWantsToKnowWhoAsksIsShownACertificate() {
        server.requireClientAuth();
        Identity me = new Identity(file("client.pem"), file("client-key.pem"));

        assertThat(deployments(new Tls(file("ca.pem"), me))).isEmpty();
        assertThatThrownBy(() -> deployments(Tls.trusting(file("ca.pem"))))
                .hasMessageStartingWith("Marathon does not answer GET /v2/deployments.");
    }

    @Test
    void filesThatHoldSomethingElseAreRefusedAtOnce() {
        Identity swapped = new Identity(file("client-key.pem"), file("client.pem"));

        assertThatThrownBy(() -> deployments(new Tls(null, swapped)))
                .hasMessageStartingWith("TLS to Marathon cannot be set up: ");
        assertThatThrownBy(() -> deployments(new Tls(null, new Identity(file("client.pem"), file("client.pem")))))
                .hasMessage("TLS to Marathon cannot be set up: there is no PKCS#8 private key without a password in "
                        + file("client.pem") + "; \"openssl pkcs8 -topk8 -nocrypt\" makes one");
    }

    private List<?> deployments(Tls tls) {
        URI uri = URI.create("https://127.0.0.1:" + server.getPort());
        try (Marathon marathon = MarathonClient.connect(List.of(uri), Options.DEFAULT.with(tls))) {
            return marathon.deployments();
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(TlsTest.class.getResource("/tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
