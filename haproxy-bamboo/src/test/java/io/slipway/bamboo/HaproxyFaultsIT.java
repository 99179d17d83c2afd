package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HaproxyFaultsIT {

    private static final Map<String, String> ROUTE = Map.of("HAPROXY_0_PATH", "/orders");

    private EdgeFixture fixture;
    private HttpService one;
    private HttpService two;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new EdgeFixture();
        one = HttpService.start("one");
        two = HttpService.start("two");
    }

    @AfterEach
    void cleanUp() throws Exception {
        fixture.close();
        one.close();
        two.close();
    }

    private void routeBoth() {
        fixture.route(app("/orders", ROUTE, task("/orders", "t1", one.port()), task("/orders", "t2", two.port())));
        fixture.awaitTraffic("t1", "t2");
    }

    @Test
    @DisplayName("H26: what somebody changed on the socket is found, driven back and counted")
    void driftIsFoundAndDrivenBack() throws Exception {
        fixture.start();
        routeBoth();
        String backend =
                fixture.topology().path("backends").path(0).path("name").asText();

        for (String meddling : List.of(
                "set server " + backend + "/s1 state maint",
                "set server " + backend + "/s2 addr 127.0.0.1 port 9",
                "set server " + backend + "/s1 weight 0",
                "set server " + backend + "/s5 state ready")) {
            int drifts = fixture.topology().path("haproxy").path("drifts").asInt();
            fixture.hand(meddling);
            fixture.awaitTopology(
                    topology -> topology.path("haproxy").path("drifts").asInt() == drifts + 1);
            fixture.awaitTraffic("t1", "t2");
        }

        assertThat(fixture.topology().path("lastApply").path("reason").asText())
                .isEqualTo("HAProxy had drifted: set server " + backend + "/s5 state maint");
        assertThat(fixture.get("/orders").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("H26: a reload by somebody else is noticed, and what it lost is driven back")
    void aReloadBySomebodyElseIsNoticed() throws Exception {
        fixture.start();
        routeBoth();
        fixture.marathon.status(task("/orders", "t2", two.port()), "TASK_KILLING");
        fixture.awaitTraffic("t1");
        int drifts = fixture.topology().path("haproxy").path("drifts").asInt();

        new ProcessBuilder("kill", "-s", "USR2", Long.toString(fixture.master().pid()))
                .start()
                .waitFor();

        // The file has a draining server as disabled.
        fixture.awaitTopology(
                topology -> topology.path("haproxy").path("drifts").asInt() == drifts + 1);
        fixture.awaitTopology(
                topology -> fixture.server("t2").path("haproxy").asText().equals("DRAIN"));
        fixture.marathon.now(List.of(app("/orders", ROUTE, task("/orders", "t3", two.port()))));
        fixture.awaitTraffic("t3");
    }

    @Test
    @DisplayName("H34: HAProxy killed comes back with the same servers")
    void aKilledHaproxyComesBackWithTheSameServers() throws Exception {
        fixture.start();
        routeBoth();
        ProcessHandle first = fixture.master();

        first.destroyForcibly();

        fixture.awaitTopology(
                topology -> topology.path("haproxy").path("restarts").asInt() == 1);
        fixture.awaitTraffic("t1", "t2");
        assertThat(fixture.master().pid()).isNotEqualTo(first.pid());
        assertThat(fixture.get("/orders").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("H34: a worker that dies takes its master with it, and both come back")
    void aKilledWorkerComesBackWithTheSameServers() throws Exception {
        fixture.start();
        routeBoth();

        fixture.master().children().forEach(ProcessHandle::destroyForcibly);

        fixture.awaitTopology(
                topology -> topology.path("haproxy").path("restarts").asInt() == 1);
        fixture.awaitTraffic("t1", "t2");
        assertThat(fixture.get("/orders").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("H15: the file says what runs, so whoever restarts HAProxy gets the same servers")
    void theFileFollowsEveryChange() throws Exception {
        fixture.start();
        routeBoth();
        assertThat(fixture.config())
                .content()
                .contains("    server s1 127.0.0.1:" + one.port() + "\n    server s2 127.0.0.1:" + two.port() + "\n");
        fixture.route(app("/orders", ROUTE, task("/orders", "t2", two.port())));
        fixture.awaitTraffic("t2");
        assertThat(fixture.config())
                .content()
                .contains("    server s1 127.0.0.1:1 disabled\n    server s2 127.0.0.1:" + two.port() + "\n");
    }

    @Test
    @DisplayName("H33: an edge that starts again takes over the HAProxy that still serves")
    void aSecondEdgeTakesOverTheHaproxyOfTheFirst() throws Exception {
        fixture.start();
        routeBoth();
        ProcessHandle master = fixture.master();
        Path pidFile = fixture.options.run().resolve("haproxy.pid");
        String pid = Files.readString(pidFile);
        assertThat(pid)
                .isEqualTo(master.pid() + " "
                        + master.info().startInstant().orElseThrow().toEpochMilli() + "\n");

        try (Load load = new Load(fixture.edge().uri(), "/orders/1", 4)) {
            fixture.edge().abandon();
            assertThat(fixture.get("/orders").status()).isEqualTo(200);
            fixture.start();
            fixture.awaitTraffic("t1", "t2");
            load.stop();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(fixture.master().pid()).isEqualTo(master.pid());
    }

    @Test
    void closingEndsHaproxyAndLeavesNoPidFile() throws Exception {
        fixture.start();
        routeBoth();
        ProcessHandle master = fixture.master();
        List<ProcessHandle> workers = master.children().toList();
        fixture.stop();
        assertThat(master.isAlive()).isFalse();
        assertThat(workers).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(fixture.options.run().resolve("haproxy.pid")).doesNotExist();
    }

    @Test
    @DisplayName("H36: nobody else may use the sockets")
    void theSocketsAreTheOwnersAlone() throws Exception {
        fixture.start();
        for (String socket : List.of("admin.sock", "master.sock")) {
            assertThat(Files.getPosixFilePermissions(fixture.options.run().resolve(socket)))
                    .map(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
    }

    @Test
    void portsThatAreTakenAreOneClearErrorAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket port = listen(fixture.options.port());
                ServerSocket page = listen(fixture.options.pagePort())) {
            assertThatThrownBy(() -> fixture.start())
                    .isInstanceOf(EdgeException.class)
                    .hasMessage("The edge cannot start: Port " + port.getLocalPort()
                            + " on 127.0.0.1, meant for the way in, cannot be had (Address already in use): stop what"
                            + " listens there, or choose other ports. Port " + page.getLocalPort()
                            + " on 127.0.0.1, meant for the edge's page, cannot be had (Address already in use): stop"
                            + " what listens there, or choose other ports.");
        }
        assertThat(threadsOfEdge()).isEmpty();
        assertThat(haproxiesIn(fixture.folder)).isEmpty();
    }

    @Test
    void aMissingHaproxyIsOneClearErrorAndNothingIsLeftRunning() {
        Edge.Options options = new Edge.Options(
                "127.0.0.1",
                fixture.options.port(),
                fixture.options.pagePort(),
                fixture.options.run(),
                fixture.options.logs(),
                "/nonexistent/haproxy");
        assertThatThrownBy(() -> Edge.start(options, fixture.marathon, fixture.registry))
                .isInstanceOf(EdgeException.class)
                .hasMessageStartingWith("The edge cannot start: Cannot run /nonexistent/haproxy: ");
        await().untilAsserted(() -> assertThat(threadsOfEdge()).isEmpty());
    }

    @Test
    void aRunFolderThatIsTooLongForASocketIsRefused() {
        Path longFolder = fixture.folder.resolve("x".repeat(90));
        Edge.Options options = new Edge.Options(
                "127.0.0.1",
                fixture.options.port(),
                fixture.options.pagePort(),
                longFolder,
                fixture.options.logs(),
                "haproxy");
        Path socket = longFolder.resolve("master.sock");
        assertThatThrownBy(() -> Edge.start(options, fixture.marathon, fixture.registry))
                .isInstanceOf(EdgeException.class)
                .hasMessage("The edge cannot start: The run folder's path is too long for a Unix socket: " + socket
                        + " has " + socket.toString().length() + " bytes, at most 95 are possible. Choose a shorter run"
                        + " folder.");
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static List<String> threadsOfEdge() {
        List<String> names = new ArrayList<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("edge-"))
                .forEach(names::add);
        return names;
    }

    private static List<ProcessHandle> haproxiesIn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }
}
