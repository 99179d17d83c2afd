package io.slipway.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.FreePort;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

    private FailingServer server;
    private Connections connections;

    @BeforeEach
    void start() throws Exception {
        server = new FailingServer();
        connections =
                new Connections(new InetSocketAddress("127.0.0.1", server.uri().getPort()), Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        connections.close();
        server.close();
    }

    @Test
    void requestAfterRequestGoesOverOneConnection() {
        for (int i = 0; i < 5; i++) {
            assertThat(connections.send(Request.get("/ok"))).isEqualTo(new Outcome.Answered(200, "ok"));
        }
        assertThat(connections.send(Request.post("/ok", "{\"name\":\"Ädä\"}")).isGood())
                .isTrue();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void whatFailsIsCountedByItsKindAndSentOnce() {
        assertThat(connections.send(Request.get("/500"))).isEqualTo(new Outcome.Answered(500, ""));
        assertThat(connections.send(Request.get("/drop")))
                .isEqualTo(new Outcome.Unanswered("closed without an answer"));
        assertThat(connections.send(Request.post("/drop", "{}")))
                .isEqualTo(new Outcome.Unanswered("closed without an answer"));
        assertThat(connections.send(Request.get("/reset"))).isEqualTo(new Outcome.Unanswered("connection reset"));
        assertThat(connections.send(Request.get("/cut"))).isEqualTo(new Outcome.Unanswered("answer cut short"));
        assertThat(connections.send(Request.get("/slow"))).isEqualTo(new Outcome.Unanswered("no answer in 300 ms"));

        assertThat(server.received())
                .containsExactly(
                        "GET /500 HTTP/1.1",
                        "GET /drop HTTP/1.1",
                        "POST /drop HTTP/1.1",
                        "GET /reset HTTP/1.1",
                        "GET /cut HTTP/1.1",
                        "GET /slow HTTP/1.1");
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleIsNotUsedAgain() {
        connections.send(Request.get("/close"));

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(connections.send(Request.get("/ok")))
                .isEqualTo(new Outcome.Answered(200, "ok")));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void whereNobodyListensTheConnectionIsRefused() {
        // The port of a server that has been there might be somebody else's by now.
        try (Connections toNobody =
                new Connections(new InetSocketAddress("127.0.0.1", FreePort.find()), Duration.ofMillis(300))) {
            assertThat(toNobody.send(Request.get("/ok"))).isEqualTo(new Outcome.Unanswered("connection refused"));
        }
    }
}
