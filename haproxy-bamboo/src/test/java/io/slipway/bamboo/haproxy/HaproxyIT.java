package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.route.Route;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaproxyIT {

    private static final Layout FIRST = new Layout(true, List.of());
    private static final Layout SECOND =
            new Layout(true, List.of(new Pool("a", List.of(new Route(null, "/a")), List.of(Slot.free(1)))));

    @TempDir
    Path folder;

    private Paths paths;
    private Haproxy haproxy;

    @BeforeEach
    void start() throws Exception {
        paths = Paths.in(folder, folder);
        haproxy = on(FreePort.find(), program());
        haproxy.start(FIRST);
    }

    @AfterEach
    void stop() throws Exception {
        haproxy.stop(Duration.ofSeconds(1));
    }

    private Haproxy on(int port, Path program) {
        return new Haproxy(paths, program.toString(), new Ways("127.0.0.1", port), () -> {});
    }

    /** An haproxy whose check refuses everything while a file called refuse is there. */
    private Path program() throws IOException {
        Path program = folder.resolve("haproxy");
        Files.writeString(program, """
                #!/bin/sh
                if [ "$1" = -c ] && [ -e %s/refuse ]; then
                  echo "[ALERT]    (1) : config : parsing [x:1] : unknown keyword"
                  exit 1
                fi
                exec haproxy "$@"
                """.formatted(folder));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    @Test
    void aConfigurationThatHaproxyRefusesNeverReplacesTheLastGoodOne() throws Exception {
        String before = Files.readString(paths.config());
        Files.createFile(folder.resolve("refuse"));
        assertThatThrownBy(() -> haproxy.reload(SECOND))
                .isInstanceOf(HaproxyException.class)
                .hasMessage(
                        "HAProxy refuses the new configuration, so the last good one stays: config : parsing [x:1] :"
                                + " unknown keyword");
        assertThat(paths.config()).hasContent(before);

        Files.delete(folder.resolve("refuse"));
        haproxy.reload(SECOND);
        assertThat(haproxy.servers().servers()).containsOnlyKeys("a/s1");
    }

    @Test
    @DisplayName("H17: a reload that passed the check and failed leaves worker and file as they were")
    void aReloadThatFailsIsNoticedAndUndone() throws Exception {
        String before = Files.readString(paths.config());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Haproxy successor = on(taken.getLocalPort(), Path.of("haproxy"));
            assertThat(successor.adopt()).isTrue();
            assertThatThrownBy(() -> successor.reload(SECOND))
                    .isInstanceOf(HaproxyException.class)
                    .hasMessageStartingWith("HAProxy could not reload, and serves on as it was: ")
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(paths.config()).hasContent(before);
        assertThat(haproxy.servers().servers()).isEmpty();

        // And the next one succeeds, whatever the count of failures was.
        haproxy.reload(SECOND);
        assertThat(haproxy.servers().servers()).containsOnlyKeys("a/s1");
    }

    @Test
    @DisplayName("H20: every command that is refused is named, and the others are carried out")
    void refusedCommandsAreNamedOneByOne() throws Exception {
        haproxy.reload(SECOND);
        assertThatThrownBy(() -> haproxy.run(List.of(
                        "set server nope/s1 state ready",
                        "set server a/s1 addr 127.0.0.1 port 9",
                        "set server a/s1 state odd")))
                .isInstanceOf(HaproxyException.class)
                .hasMessage("HAProxy refused set server nope/s1 state ready: No such backend. | set server a/s1 state"
                        + " odd: 'set server <srv> state' expects 'ready', 'drain' and 'maint'.");
        assertThat(haproxy.servers().server("a", "s1"))
                .hasValueSatisfying(server -> assertThat(server.port()).isEqualTo(9));
    }

    @Test
    void aFileThatSomebodySpoiledIsNotWhatHaproxyComesBackWith() throws Exception {
        haproxy.reload(SECOND);
        String good = Files.readString(paths.config());
        Files.writeString(paths.config(), "spoiled");
        ProcessHandle.of(haproxy.pid()).orElseThrow().destroyForcibly();
        haproxy.restart();
        assertThat(paths.config()).hasContent(good);
        assertThat(haproxy.servers().servers()).containsOnlyKeys("a/s1");
    }
}
