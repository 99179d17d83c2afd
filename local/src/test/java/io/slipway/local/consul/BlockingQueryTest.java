package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockingQueryTest {

    private static final int WATCHERS = 5_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private EmbeddedConsul consul;
    private Http http;

    @BeforeEach
    void start() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
        http = new Http(consul.uri());
    }

    @AfterEach
    void stop() {
        consul.close();
    }

    @Test
    void fiveThousandWatchersNeedNoFiveThousandThreadsAndAreAllWokenByOneWrite() throws IOException {
        http.put("/v1/kv/watched", "before");
        long index = http.index(http.get("/v1/kv/watched"));
        int threadsBefore = Thread.activeCount();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < WATCHERS; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), consul.uri().getPort());
                socket.setSoTimeout((int) LIMIT.toMillis());
                socket.getOutputStream()
                        .write(("GET /v1/kv/watched?raw&index=" + index + "&wait=60s HTTP/1.1\r\nHost: consul\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            Awaitility.await().atMost(LIMIT).until(() -> consul.waiting() == WATCHERS);
            assertThat(Thread.activeCount() - threadsBefore).isLessThan(50);

            http.put("/v1/kv/watched", "after");
            for (Socket socket : sockets) {
                assertThat(lastLine(socket)).isEqualTo("after");
            }
            assertThat(consul.waiting()).isZero();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void noWriteIsMissedHoweverTheyCome() throws Exception {
        http.put("/v1/kv/counter", "0");
        int writes = 300;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= writes; i++) {
                http.put("/v1/kv/counter", String.valueOf(i));
            }
        });
        long index = 0;
        String last = "";
        while (!last.equals(String.valueOf(writes))) {
            HttpResponse<String> answer = http.get("/v1/kv/counter?raw&wait=20s&index=" + index);
            assertThat(http.index(answer)).isGreaterThan(index);
            index = http.index(answer);
            last = answer.body();
        }
        writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void closingAnswersWhoeverWaitsWithWhatThereIs() throws Exception {
        http.put("/v1/kv/a", "1");
        long index = http.index(http.get("/v1/kv/a"));
        CompletableFuture<HttpResponse<String>> waiting = http.getLater("/v1/kv/a?raw&wait=60s&index=" + index);
        Awaitility.await().atMost(LIMIT).until(() -> consul.waiting() == 1);

        consul.close();

        HttpResponse<String> answer = waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1");
        assertThat(http.index(answer)).isEqualTo(index);
    }

    @Test
    void theWaitIsAsLongAsWasAskedForAtLeast() {
        long index = http.index(http.get("/v1/catalog/services"));
        long start = System.nanoTime();
        http.get("/v1/catalog/services?wait=320ms&index=" + index);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isBetween(Duration.ofMillis(320), LIMIT);
    }

    @Test
    void theIndexNeverGoesBackOverARestartOfAnAgentThatForgets() {
        http.put("/v1/kv/a", "1");
        long before = http.index(http.get("/v1/kv/a"));
        consul.close();
        start();
        assertThat(http.index(http.get("/v1/kv/a"))).isGreaterThan(before);
    }

    private static String lastLine(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        char[] body = new char[length];
        assertThat(in.read(body)).isEqualTo(length);
        return new String(body);
    }
}
