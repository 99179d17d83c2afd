package io.slipway.local.marathon.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.slipway.local.marathon.definition.Limits;
import io.slipway.local.marathon.executor.Ending;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.marathon.HealthCheck;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {

    @TempDir
    Path sandbox;

    @ParameterizedTest
    @CsvSource({
        "200, true, ''",
        "204, true, ''",
        "302, true, ''",
        "399, true, ''",
        "404, false, 404 Not Found",
        "503, false, 503 Service Unavailable",
    })
    void everyStatusFrom200To399IsWell(int status, boolean alive, String cause) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/health", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        web.start();
        try {
            int port = web.getAddress().getPort();

            assertThat(ask("MESOS_HTTP", "/health", port, null)).isEqualTo(new Finding(alive, cause));
            assertThat(ask("HTTP", "health", port, null)).isEqualTo(new Finding(alive, cause));
        } finally {
            web.stop(0);
        }
    }

    @Test
    void nobodyListeningIsDead() throws IOException {
        int port = FreePort.find();

        assertThat(ask("HTTP", "/", port, null)).isEqualTo(new Finding(false, "ConnectException: Connection refused"));
        assertThat(ask("TCP", null, port, null)).isEqualTo(new Finding(false, "ConnectException: Connection refused"));
    }

    @Test
    void whoAcceptsAndSaysNothingIsAliveForTcpOnly() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(ask("MESOS_TCP", null, silent.getLocalPort(), null)).isEqualTo(Finding.ALIVE);
            assertThat(ask("MESOS_HTTP", "/", silent.getLocalPort(), null))
                    .isEqualTo(new Finding(false, "SocketTimeoutException: Read timed out"));
        }
    }

    @Test
    void aCommandIsAskedBesideTheTask() {
        assertThat(ask("COMMAND", null, 1, "exit 0")).isEqualTo(Finding.ALIVE);
        assertThat(ask("COMMAND", null, 1, "exit 7")).isEqualTo(new Finding(false, "exit 7 after PT1S"));
    }

    @Test
    void aPathThatIsNoneIsDeadAndThrowsNothing() {
        assertThat(ask("HTTP", "/a b|c", 1, null).alive()).isFalse();
    }

    private Finding ask(String protocol, String path, int port, String command) {
        HealthCheck check = new HealthCheck(
                protocol, path, 0, null, 0, 1, 1, 1, 0, command == null ? null : new HealthCheck.Command(command));
        TaskOrder task = new TaskOrder(
                "a", List.of(), Map.of("MINE", "1"), List.of(port), sandbox, List.of(), Limits.NONE, null);
        return Probe.of(check, task, "127.0.0.1", ProbeTest::run).ask();
    }

    /** Says in the place of a runner what it was asked for. */
    private static Ending run(TaskOrder beside, String line, Duration timeout) {
        return new Ending(line.equals("exit 0"), line + " after " + timeout);
    }
}
