package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.Home;
import io.slipway.local.platform.RunningPlatform;
import io.slipway.local.platform.RunningProcess;
import io.slipway.local.platform.TakenPort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs up, status and down over the real parts. */
final class PlatformIT {

    @TempDir
    Path folder;

    private Home home;
    private Addresses at;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void chooseAFreePlace() {
        home = Home.at(folder.resolve("home"));
        at = TakenPort.freeAfter(new Addresses(21_000)).orElseThrow();
    }

    @AfterEach
    void leaveNothing() {
        assertThat(run("down").exitCode()).isZero();
        assertThat(RunningProcess.of(home)).isEmpty();
        assertThat(TakenPort.among(at)).isEmpty();
    }

    @Test
    void whatIsUpIsFoundShownAndStopped() throws Exception {
        Outcome up = up();

        assertThat(up.err()).isEmpty();
        RunningPlatform platform = RunningPlatform.find(home).orElseThrow();
        assertThat(up)
                .isEqualTo(new Outcome(
                        0,
                        """
                        The platform is up (pid %d):
                          the edge          http://127.0.0.1:%d/
                          its page          http://127.0.0.1:%d/
                          the Marathon API  http://127.0.0.1:%d/v2/apps
                          the Consul API    http://127.0.0.1:%d/v1/catalog/services
                          its log           %s/logs/platform.log
                        "slipway down" stops it.
                        """.formatted(
                                        platform.pid(),
                                        at.portBase(),
                                        at.portBase() + 1,
                                        at.portBase() + 2,
                                        at.portBase() + 3,
                                        home.root()),
                        ""));

        assertThat(run("up", "--port-base", String.valueOf(at.portBase())))
                .satisfies(again -> assertThat(again.exitCode()).isZero())
                .satisfies(again -> assertThat(again.out())
                        .isEqualTo(up.out().replace("The platform is up", "The platform is already up")));
        int other = at.portBase() + 400;
        assertThat(run("up", "--port-base", String.valueOf(other)))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "slipway: A platform is already up on port base %d (pid %d): stop it first with \"slipway down\".\n"
                                .formatted(at.portBase(), platform.pid())));
        assertThat(run("demo", "--port-base", String.valueOf(other)).err())
                .isEqualTo(
                        "slipway: A platform is already up on port base %d (pid %d), and the demo starts its own: stop it first with \"slipway down\".\n"
                                .formatted(at.portBase(), platform.pid()));

        JsonNode status = new ObjectMapper().readTree(run("status", "--json").out());
        assertThat(status.path("pid").asLong()).isEqualTo(platform.pid());
        assertThat(status.path("services")).isEmpty();
        assertThat(status.path("disagreements")).isEmpty();

        assertThat(run("down"))
                .isEqualTo(new Outcome(
                        0, "Stopped the platform (pid " + platform.pid() + ") and everything it ran.\n", ""));
        assertThat(RunningPlatform.find(home)).isEmpty();
        try (var left = Files.list(home.run())) {
            assertThat(left.map(Path::toString))
                    .noneMatch(file -> file.endsWith(".pid") || file.endsWith("/platform.json"));
        }
    }

    @Test
    void tasksFindTheJavaThatRunsThePlatform() throws Exception {
        up();
        long pid = RunningPlatform.find(home).orElseThrow().pid();

        assertThat(Files.readString(Path.of("/proc/" + pid + "/environ")))
                .contains("PATH=" + System.getProperty("java.home") + "/bin:");
    }

    @Test
    void downEndsWhatAKilledDaemonLeft() {
        up();
        long pid = RunningPlatform.find(home).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> RunningPlatform.find(home).isEmpty());
        String haproxy = RunningProcess.list(RunningProcess.of(home));

        assertThat(haproxy).matches("haproxy \\(pid \\d+\\)");
        assertThat(run("status"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "slipway: No platform is up, but an earlier one left " + haproxy
                                + " running: stop that with \"slipway down\".\n"));
        assertThat(run("down")).isEqualTo(new Outcome(0, "Stopped what ran without it: " + haproxy + ".\n", ""));
        assertThat(run("down")).isEqualTo(new Outcome(0, "Nothing was running.\n", ""));
    }

    @Test
    void upTakesOverTheTasksOfAKilledDaemon() throws Exception {
        up();
        String app = "{\"id\":\"/survivor\",\"cmd\":\"exec sleep 1000\",\"cpus\":0.1,\"mem\":16}";
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest create = HttpRequest.newBuilder(at.marathon("/v2/apps"))
                .POST(BodyPublishers.ofString(app))
                .build();
        assertThat(http.send(create, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        Awaitility.await().until(() -> tasks().size() == 1);
        List<RunningProcess> before = tasks();

        long pid = RunningPlatform.find(home).orElseThrow().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> RunningPlatform.find(home).isEmpty());
        assertThat(tasks()).isEqualTo(before);

        assertThat(up().err()).isEmpty();

        assertThat(tasks()).isEqualTo(before);
        HttpRequest read =
                HttpRequest.newBuilder(at.marathon("/v2/apps//survivor/tasks")).build();
        JsonNode task = new ObjectMapper()
                .readTree(http.send(read, BodyHandlers.ofString()).body())
                .at("/tasks/0");
        assertThat(task.path("id").asText()).isEqualTo(before.get(0).name());
        assertThat(task.path("state").asText()).isEqualTo("TASK_RUNNING");
        assertThat(run("down").exitCode()).isZero();
        assertThat(tasks()).isEmpty();
    }

    private List<RunningProcess> tasks() {
        return RunningProcess.of(home).stream()
                .filter(process -> process.name().contains(".instance-"))
                .toList();
    }

    @Test
    void aDaemonThatFailsIsQuotedAndLeavesNothing() {
        home = Home.at(folder.resolve("a-folder-whose-name-is-far-too-long-for-a-unix-socket-".repeat(2)));

        Outcome up = up();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.out()).isEmpty();
        assertThat(up.err())
                .startsWith("slipway: ")
                .contains("too long for a Unix socket")
                .doesNotContain("\tat ");
    }

    @Test
    void anInterruptedStartLeavesNothing() throws Exception {
        CompletableFuture<Outcome> up = new CompletableFuture<>();
        Thread command = new Thread(() -> up.complete(up()), "up");
        command.start();
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> !RunningProcess.of(home)
                .isEmpty());

        command.interrupt();

        assertThat(up.join()).isEqualTo(new Outcome(130, "", "slipway: interrupted\n"));
        assertThat(RunningProcess.of(home)).isEmpty();
        assertThat(TakenPort.among(at)).isEmpty();
    }

    private Outcome up() {
        return run("up", "--port-base", String.valueOf(at.portBase()));
    }

    private Outcome run(String... arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("SLIPWAY_HOME", home.root().toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
