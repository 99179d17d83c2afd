package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonStopTest {

    @TempDir
    Path folder;

    private Home home;
    private DaemonStop stop;

    @BeforeEach
    void prepare() {
        home = Home.at(folder);
        stop = new DaemonStop(home, Duration.ofSeconds(5), Duration.ofMillis(300));
    }

    @Test
    void whatAKilledDaemonLeftIsEndedByItsPidFiles() throws Exception {
        try (StandIn task = StandIn.obedient().withPidFile(pidFile("tasks/orders.1"));
                StandIn haproxy = StandIn.obedient().withPidFile(pidFile("haproxy"))) {
            Files.writeString(pidFile("platform"), "999999999 1\n");

            assertThat(stop.run())
                    .isEqualTo(new DaemonStop.Stopped(
                            Optional.empty(),
                            List.of(
                                    new RunningProcess("haproxy", haproxy.pid()),
                                    new RunningProcess("orders.1", task.pid()))));
            assertThat(task.isAlive()).isFalse();
            assertThat(haproxy.isAlive()).isFalse();
        }
        assertThat(RunningProcess.pidFiles(home.run())).isEmpty();
    }

    @Test
    void whoDoesNotListenIsKilledWithItsChildren() throws Exception {
        try (StandIn stubborn = StandIn.stubborn().withPidFile(pidFile("stubborn"))) {
            assertThat(stop.run().orphans()).containsExactly(new RunningProcess("stubborn", stubborn.pid()));
            assertThat(stubborn.isAlive()).isFalse();
        }
    }

    @Test
    void whatOutlivedItsParentIsEndedToo() throws Exception {
        try (StandIn gone = StandIn.survivedByItsChild().withPidFile(pidFile("orders.1"))) {
            assertThat(stop.run().orphans()).containsExactly(new RunningProcess("orders.1", gone.pid()));
            assertThat(gone.isAlive()).isFalse();
        }
    }

    @Test
    void theDaemonIsAskedFirstAndNamedByItself() throws Exception {
        try (StandIn daemon = StandIn.obedient().withPidFile(pidFile("platform"))) {
            Files.writeString(home.run().resolve("platform.json"), "{}");

            assertThat(stop.run())
                    .isEqualTo(new DaemonStop.Stopped(
                            Optional.of(new RunningProcess("platform", daemon.pid())), List.of()));
            assertThat(daemon.isAlive()).isFalse();
        }
        assertThat(home.run().resolve("platform.json")).doesNotExist();
    }

    @Test
    void aProcessThatOnlyGotTheSameIdIsLeftAlone() throws Exception {
        try (StandIn stranger = StandIn.obedient()) {
            ProcessIdentity earlier = new ProcessIdentity(
                    stranger.pid(), stranger.identity().startedAt().minusSeconds(60));
            Files.createDirectories(home.run());
            Files.writeString(pidFile("orders.1"), earlier.line());

            assertThat(stop.run()).isEqualTo(new DaemonStop.Stopped(Optional.empty(), List.of()));
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void stoppingTwiceIsNoError() throws Exception {
        stop.run();

        assertThat(stop.run()).isEqualTo(new DaemonStop.Stopped(Optional.empty(), List.of()));
    }

    @Test
    void processesAreListedInWords() {
        assertThat(RunningProcess.list(List.of(new RunningProcess("haproxy", 12), new RunningProcess("orders.1", 15))))
                .isEqualTo("haproxy (pid 12), orders.1 (pid 15)");
    }

    private Path pidFile(String name) {
        return home.run().resolve(name + ".pid");
    }
}
