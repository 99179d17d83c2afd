package io.slipway.local.marathon.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.slipway.local.marathon.definition.Limits;
import io.slipway.local.marathon.executor.SandboxCommand;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.marathon.HealthCheck;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
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

    @ParameterizedTest
    @CsvSource({
        "'test -e here && test $MINE = 1', true, ''",
        "exit 7, false, Command exited with status 7",
        "sleep 100 & sleep 100, false, Command timed out after 1 s",
    })
    void aCommandIsAskedInTheSandboxAndNotForLong(String line, boolean alive, String cause) throws IOException {
        Files.createFile(sandbox.resolve("here"));
        long before = System.nanoTime();

        assertThat(ask("COMMAND", null, 1, line)).isEqualTo(new Finding(alive, cause));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 100"));
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
        return Probe.of(check, task, "127.0.0.1", SandboxCommand::run).ask();
    }
}
