package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.Task;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestsIT {

    private EdgeFixture fixture;
    private HttpService api;
    private HttpService hosted;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new EdgeFixture().start();
        api = HttpService.start("api");
        hosted = HttpService.start("hosted");
    }

    @AfterEach
    void cleanUp() throws Exception {
        fixture.close();
        api.close();
        hosted.close();
    }

    @Test
    @DisplayName("H5: /api takes /api and what is below it, and nothing that only begins like it")
    void aRouteEndsAtASegment() throws Exception {
        fixture.route(
                app("/api", Map.of("HAPROXY_0_PATH", "/api"), task("/api", "t1", api.port())),
                app("/deep", Map.of("HAPROXY_0_PATH", "/api/v2"), task("/deep", "t2", hosted.port())));
        fixture.awaitTraffic("t1", "t2");
        assertThat(fixture.get("/api").body()).isEqualTo("api");
        assertThat(fixture.get("/api/").body()).isEqualTo("api");
        assertThat(fixture.get("/api?x=1").body()).isEqualTo("api");
        assertThat(fixture.get("/api/v1").body()).isEqualTo("api");
        assertThat(fixture.get("/api/v2").body()).isEqualTo("hosted");
        assertThat(fixture.get("/api/v2/x").body()).isEqualTo("hosted");
        assertThat(fixture.get("/api/v22").body()).isEqualTo("api");
        assertThat(fixture.get("/apix").status()).isEqualTo(404);
        assertThat(fixture.get("/API").status()).isEqualTo(404);
    }

    @Test
    void aNamedHostComesBeforeAnyHost() throws Exception {
        fixture.route(
                app("/all", Map.of("HAPROXY_0_PATH", "/"), task("/all", "t1", api.port())),
                app(
                        "/shop",
                        Map.of("HAPROXY_0_VHOST", "Shop.example.com,b.example.com"),
                        task("/shop", "t2", hosted.port())));
        fixture.awaitTraffic("t1", "t2");
        assertThat(fixture.get("/x", "Host: shop.EXAMPLE.com:8080").body()).isEqualTo("hosted");
        assertThat(fixture.get("/x", "Host: b.example.com").body()).isEqualTo("hosted");
        assertThat(fixture.get("/x", "Host: c.example.com").body()).isEqualTo("api");
    }

    @Test
    @DisplayName("H30: what a client says of itself in forwarding headers is overwritten")
    void forwardedHeadersAreTheEdgesOwn() throws Exception {
        fixture.route(app("/api", Map.of("HAPROXY_0_PATH", "/api"), task("/api", "t1", api.port())));
        fixture.awaitTraffic("t1");
        fixture.get(
                "/api",
                "Host: example.com",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil",
                "Forwarded: for=6.6.6.6");
        assertThat(api.header("X-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(api.header("X-forwarded-proto")).isEqualTo("http");
        assertThat(api.header("X-forwarded-host")).isEqualTo("example.com");
        assertThat(api.header("X-forwarded-port")).isEqualTo(Integer.toString(fixture.options.port()));
        assertThat(api.header("Forwarded")).isEmpty();
    }

    @Test
    void aRequestIdIsKeptWhereItIsOneAndMadeWhereItIsNot() throws Exception {
        fixture.route(app("/api", Map.of("HAPROXY_0_PATH", "/api"), task("/api", "t1", api.port())));
        fixture.awaitTraffic("t1");
        assertThat(fixture.get("/api", "X-Request-Id: abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(api.header("X-request-id")).isEqualTo("abc-1");

        String made = fixture.get("/api").header("X-Request-Id");
        assertThat(made).matches("[0-9a-f-]{36}");
        assertThat(api.header("X-request-id")).isEqualTo(made);

        Http.Answer hostile = fixture.get("/nowhere", "X-Request-Id: <script>alert(1)</script>");
        assertThat(hostile.status()).isEqualTo(404);
        assertThat(hostile.body())
                .contains("<h1>No such route</h1>", "Request " + hostile.header("X-Request-Id"))
                .doesNotContain("script");
    }

    @Test
    void aRequestThatReachedAServerIsRepeatedOnlyWhereThatIsHarmless() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hangUp = new Thread(() -> hangUpOnEverybody(rude, reached), "rude");
            hangUp.start();
            fixture.route(app(
                    "/api",
                    Map.of("HAPROXY_0_PATH", "/api"),
                    task("/api", "t1", api.port()),
                    task("/api", "t2", rude.getLocalPort())));
            fixture.awaitTraffic("t1", "t2");
            for (int i = 0; i < 6; i++) {
                assertThat(fixture.get("/api").status()).isEqualTo(200);
            }
            assertThat(reached).hasPositiveValue();
            int badGateways = 0;
            for (int i = 0; i < 6; i++) {
                Http.Answer answer = Http.send(fixture.edge().uri(), "POST", "/api", "x");
                badGateways += answer.status() == 502 ? 1 : 0;
            }
            assertThat(badGateways).isEqualTo(3);
        }
    }

    private static void hangUpOnEverybody(ServerSocket server, AtomicInteger reached) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                if (in.read(new byte[16]) > 0) {
                    reached.incrementAndGet();
                }
            } catch (IOException closed) {
                // The next turn of the loop looks.
            }
        }
    }

    @Test
    @DisplayName("H27: a connection that both sides keep open survives five reloads")
    void anUpgradedConnectionSurvivesReloads() throws Exception {
        try (ServerSocket echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> upgradeAndEcho(echo), "echo").start();
            fixture.route(app("/ws", Map.of("HAPROXY_0_PATH", "/ws"), task("/ws", "t1", echo.getLocalPort())));
            fixture.awaitTraffic("t1");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.options.port())) {
                socket.setSoTimeout(5000);
                socket.getOutputStream()
                        .write(head(
                                "GET /ws HTTP/1.1",
                                "Host: x",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Version: 13"));
                assertThat(readHead(socket)).startsWith("HTTP/1.1 101");
                for (int reload = 1; reload <= 5; reload++) {
                    int reloads =
                            fixture.topology().path("haproxy").path("reloads").asInt();
                    fixture.route(
                            app("/ws", Map.of("HAPROXY_0_PATH", "/ws"), task("/ws", "t1", echo.getLocalPort())),
                            app("/o", Map.of("HAPROXY_0_PATH", "/o" + reload)));
                    fixture.awaitTopology(
                            topology -> topology.path("haproxy").path("reloads").asInt() == reloads + 1);
                    socket.getOutputStream().write('0' + reload);
                    assertThat(socket.getInputStream().read()).isEqualTo('0' + reload);
                }
            }
        }
    }

    private static void upgradeAndEcho(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String head = readHead(socket);
                if (head.contains("pgrade: websocket")) {
                    socket.getOutputStream()
                            .write(head(
                                    "HTTP/1.1 101 Switching Protocols",
                                    "Connection: Upgrade",
                                    "Upgrade: websocket",
                                    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
                    socket.getInputStream().transferTo(socket.getOutputStream());
                }
            } catch (IOException closed) {
                // The next turn of the loop looks.
            }
        }
    }

    private static byte[] head(String... lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Test
    @DisplayName("H29: bytes come through a port of their own")
    void bytesComeThroughAPortOfTheirOwn() throws Exception {
        int port = FreePort.find();
        try (ServerSocket echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> echo(echo), "echo").start();
            fixture.route(app(
                    "/db",
                    Map.of("HAPROXY_0_MODE", "tcp", "HAPROXY_0_PORT", Integer.toString(port)),
                    task("/db", "t1", echo.getLocalPort())));
            fixture.awaitTraffic("t1");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(new byte[] {0, 1, -1});
                assertThat(socket.getInputStream().readNBytes(3)).containsExactly(0, 1, -1);
            }
        }
    }

    private static void echo(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException closed) {
                // The next turn of the loop looks.
            }
        }
    }

    @Test
    void aStickyClientStaysWithItsServerThroughAReloadAndLeavesItWhenItDrains() throws Exception {
        Map<String, String> labels = Map.of("HAPROXY_0_PATH", "/api", "HAPROXY_0_STICKY", "true");
        Task first = task("/api", "t1", api.port());
        Task second = task("/api", "t2", hosted.port());
        fixture.route(app("/api", labels, first, second));
        fixture.awaitTraffic("t1", "t2");
        Http.Answer answer = fixture.get("/api");
        String cookie = "Cookie: " + answer.header("Set-Cookie").split(";", 2)[0];
        fixture.route(app("/api", labels, first, second), app("/o", Map.of("HAPROXY_0_PATH", "/o")));
        fixture.awaitTopology(topology -> topology.path("backends").size() == 2
                && topology.path("haproxy").path("reloads").asInt() > 1);
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.get("/api", cookie).body()).isEqualTo(answer.body());
        }
        Task leaving = answer.body().equals("api") ? first : second;
        fixture.marathon.status(leaving, "TASK_KILLING");
        fixture.awaitTopology(
                topology -> fixture.server(leaving.id()).path("draining").asBoolean());
        assertThat(fixture.get("/api", cookie).body()).isNotEqualTo(answer.body());
    }

    @Test
    void aRouteMayHaveLessPatience() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            fixture.route(app(
                    "/api",
                    Map.of("HAPROXY_0_PATH", "/api", "HAPROXY_0_TIMEOUT_SERVER", "100ms"),
                    task("/api", "t1", silent.getLocalPort())));
            fixture.awaitTraffic("t1");
            assertThat(fixture.get("/api").status()).isEqualTo(504);
        }
    }

    @Test
    void thePageAndTheApiAreServedUnderAStrictPolicy() throws Exception {
        Http.Answer page = Http.get(fixture.edge().page(), "/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; connect-src 'self'");
        assertThat(page.body()).doesNotContain("//", "<style", "onclick");
        for (String part : List.of("edge.css", "edge.js", "rules.js")) {
            assertThat(Http.get(fixture.edge().page(), "/ui/" + part).body())
                    .as(part)
                    .isNotEmpty()
                    .doesNotContain(
                            "@import", "url(", "innerHTML", "insertAdjacentHTML", "outerHTML", "document.write");
        }
        assertThat(Http.get(fixture.edge().page(), "/ping").body()).isEqualTo("pong");
        assertThat(Http.get(fixture.edge().page(), "/v1/apply/history").body())
                .contains("\"reason\":\"HAProxy started\"");
    }
}
