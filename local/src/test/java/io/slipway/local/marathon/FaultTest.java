package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what goes wrong: each ends in the right state, with a reason to read, and nothing left running. */
class FaultTest {

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() {
        server = new Server(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTaskThatExitsAtOnceIsStartedAgainAfterALongerAndLongerDelay() {
        server.create("'id':'/crash','cmd':'exit 3','backoffSeconds':1,'backoffFactor':2,'maxLaunchDelaySeconds':3");

        JsonNode app = server.awaitApp(
                "/crash",
                one -> one.at("/tasks/0/id").asText().endsWith("._app.3")
                        && one.at("/tasks/0/state").asText().equals("TASK_FAILED"));

        assertThat(app.path("lastTaskFailure").path("message").asText()).isEqualTo("Command exited with status 3");
        assertThat(app.path("lastTaskFailure").path("state").asText()).isEqualTo("TASK_FAILED");
        assertThat(app.path("tasksRunning").asInt() + app.path("tasksStaged").asInt())
                .isZero();
        JsonNode task = app.at("/tasks/0");
        assertThat(task.path("ports")).isEmpty();
        assertThat(task.has("startedAt") || task.has("stagedAt") || task.has("version"))
                .isFalse();
        // 1 s, 2 s, and now the longest: 3 s.
        JsonNode queue = server.get("/v2/queue").at("/queue/0");
        assertThat(queue.path("count").asInt()).isEqualTo(1);
        assertThat(queue.path("delay").path("overdue").asBoolean()).isFalse();
        assertThat(queue.path("delay").path("timeLeftSeconds").asInt()).isEqualTo(2);
        assertThat(queue.path("app").path("id").asText()).isEqualTo("/crash");

        assertThat(server.http.send("DELETE", "/v2/queue//crash/delay", "").status())
                .isEqualTo(204);

        Instant reset = Instant.now();
        server.awaitApp("/crash", one -> one.at("/tasks/0/id").asText().endsWith("._app.4"));
        assertThat(Duration.between(reset, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aTaskThatEndsWellIsStartedAgainToo() {
        server.create("'id':'/job','cmd':'exit 0','backoffSeconds':0");

        JsonNode app =
                server.awaitApp("/job", one -> one.at("/tasks/0/id").asText().matches(".*\\._app\\.(\\d\\d|[3-9])"));

        assertThat(app.has("lastTaskFailure")).isFalse();
    }

    @Test
    void aTaskThatIgnoresTheRequestToEndIsKilledAfterItsGrace() {
        server.create("'id':'/deaf','cmd':'trap \\\"\\\" TERM; echo ready; while :; do sleep 1; done',"
                + "'taskKillGracePeriodSeconds':1");
        server.awaitRunning("/deaf", 1);
        JsonNode task = server.tasks("/deaf").get(0);
        server.awaitOutput(task, "ready");

        server.put("/v2/apps//deaf", "'instances':0");
        JsonNode killing = server.awaitApp(
                "/deaf", app -> app.at("/tasks/0/state").asText().equals("TASK_KILLING"));

        assertThat(killing.path("deployments")).hasSize(1);
        assertThat(killing.at("/tasks/0/id")).isEqualTo(task.path("id"));
        Instant asked = Instant.now();
        server.awaitApp(
                "/deaf",
                app -> app.path("tasks").isEmpty() && app.path("deployments").isEmpty());
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(700), Duration.ofSeconds(4));
    }

    @Test
    void anUpgradeThatNeverGetsHealthyStaysUntilItIsForced() {
        server.create("'id':'/web','cmd':'exec sleep 1000','healthChecks':[" + command("true") + "]");
        server.awaitApp("/web", app -> app.path("tasksHealthy").asInt() == 1);
        JsonNode old = server.tasks("/web").get(0);

        JsonNode stuck = server.put("/v2/apps//web", "'healthChecks':[" + command("false") + "]");
        server.awaitApp("/web", app -> app.path("tasksUnhealthy").asInt() == 1);

        JsonNode during = server.app("/web");
        assertThat(during.path("tasksHealthy").asInt()).isEqualTo(1);
        assertThat(during.at("/deployments/0/id")).isEqualTo(stuck.path("deploymentId"));
        assertThat(server.get("/v2/deployments")
                        .at("/0/currentActions/0/action")
                        .asText())
                .isEqualTo("RestartApplication");
        String uri = "/v2/deployments/" + stuck.path("deploymentId").asText() + "?force=true";
        Http.Answer cancelled = server.http.send("DELETE", uri, "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.body()).isEmpty();
        assertThat(server.get("/v2/deployments")).isEmpty();
        assertThat(server.tasks("/web")).hasSize(2).anyMatch(task -> task.path("id")
                .equals(old.path("id")));
    }

    @Test
    void anUnhealthyTaskIsKilledAndReplacedUnderTheSameInstance() throws IOException {
        server.create("'id':'/sick','cmd':'exec sleep 1000','healthChecks':[{'protocol':'TCP','portIndex':0,"
                + "'gracePeriodSeconds':0,'intervalSeconds':1,'timeoutSeconds':1,'maxConsecutiveFailures':1}]");

        JsonNode app =
                server.awaitApp("/sick", one -> one.at("/tasks/0/id").asText().endsWith("._app.2"));

        assertThat(app.at("/lastTaskFailure/message").asText())
                .isEqualTo("Task was killed since health check failed. Reason: ConnectException: Connection refused");
        assertThat(app.at("/lastTaskFailure/state").asText()).isEqualTo("TASK_KILLED");
        assertThat(app.path("deployments")).hasSize(1);
    }

    @Test
    void aPortThatIsTakenLeavesTheTaskWaitingAndSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            server.create("'id':'/fixed','cmd':'exec sleep 1000','requirePorts':true," + "'portDefinitions':[{'port':"
                    + port + "}]");

            assertThat(reason("/fixed")).isEqualTo("InsufficientPorts");
            assertThat(server.tasks("/fixed")).isEmpty();

            taken.close();
            server.awaitRunning("/fixed", 1);
            assertThat(server.tasks("/fixed").get(0).at("/ports/0").asInt()).isEqualTo(port);
            assertThat(server.get("/v2/queue").toString()).isEqualTo("{\"queue\":[]}");
        }
    }

    @Test
    void aSecondInstanceOnTheSameHostWaitsWhenHostsMustBeUnique() {
        server.create("'id':'/one','cmd':'exec sleep 1000','instances':2,'constraints':[['hostname','UNIQUE']]");
        server.awaitApp("/one", app -> app.path("tasksRunning").asInt() == 1);

        assertThat(reason("/one")).isEqualTo("UnfulfilledConstraint");
        assertThat(server.app("/one").path("deployments")).hasSize(1);
    }

    @Test
    void whatCannotBeFetchedIsTheReasonInTheApi() {
        server.create("'id':'/lost','cmd':'true','fetch':[{'uri':'file:///no/such/file.jar'}]");

        JsonNode app = server.awaitApp("/lost", one -> one.has("lastTaskFailure"));

        assertThat(app.at("/lastTaskFailure/message").asText())
                .isEqualTo(
                        "Failed to launch: Failed to fetch file:///no/such/file.jar: there is no file /no/such/file.jar");
    }

    @Test
    void whatNoProcessCanBeGivenIsTheReasonInTheApi() {
        server.create("'id':'/odd','cmd':'true','env':{'A=B':'1'}");
        String longId = "/" + "a".repeat(230);
        server.create("'id':'" + longId + "','cmd':'exec sleep 1000'");

        assertThat(failure("/odd")).isEqualTo("Failed to launch: Invalid environment variable name: \"A=B\"");
        assertThat(failure(longId)).startsWith("Failed to launch: ").endsWith(": File name too long");
    }

    private String failure(String id) {
        return server.awaitApp(id, app -> app.has("lastTaskFailure"))
                .at("/lastTaskFailure/message")
                .asText();
    }

    @Test
    void aTaskThatCrashesDuringAnUpgradeMakesRoomForANewOne() throws IOException {
        server.create("'id':'/web','cmd':'echo $$ >pid; exec sleep 1000','instances':2,"
                + "'healthChecks':[" + command("true") + "],"
                + "'upgradeStrategy':{'minimumHealthCapacity':1,'maximumOverCapacity':0.5}");
        server.awaitApp("/web", app -> app.path("tasksHealthy").asInt() == 2);
        List<JsonNode> old = server.tasks("/web");
        server.put("/v2/apps//web", "'healthChecks':[" + command("test -e go") + "]");
        server.awaitApp("/web", app -> app.path("tasksRunning").asInt() == 3);

        Path pid = server.sandbox(old.get(0)).resolve("pid");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .orElseThrow()
                .destroyForcibly();

        // 3 may exist: the second new one comes in the place of the dead.
        JsonNode app = server.awaitApp(
                "/web",
                one -> Server.list(one.path("tasks")).stream()
                                .filter(task -> task.path("state").asText().equals("TASK_RUNNING"))
                                .filter(task -> !old.stream()
                                        .anyMatch(before -> before.path("id").equals(task.path("id"))))
                                .count()
                        == 2);
        assertThat(app.path("tasks")).hasSize(3);
    }

    @Test
    void nothingIsLeftWhenTheSchedulerStopsInTheMiddle() {
        for (int i = 0; i < 5; i++) {
            server.create("'id':'/app-" + i + "','cmd':'sleep 1000 & sleep 1000','instances':3");
        }
        server.close();

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(folder.resolve("run/tasks").toFile().list()).containsExactly(".lock"));
    }

    private String reason(String id) {
        return Awaitility.await()
                .until(
                        () -> Server.list(server.get("/v2/queue").path("queue")).stream()
                                .filter(item ->
                                        item.path("app").path("id").asText().equals(id))
                                .flatMap(item ->
                                        Server.list(item.at("/processedOffersSummary/rejectSummaryLastOffers"))
                                                .stream())
                                .filter(reason -> reason.path("declined").asInt() == 1)
                                .map(reason -> reason.path("reason").asText())
                                .findFirst()
                                .orElse(""),
                        reason -> !reason.isEmpty());
    }

    private static String command(String line) {
        return "{'protocol':'COMMAND','command':{'value':'" + line + "'},'gracePeriodSeconds':0,'intervalSeconds':1,"
                + "'delaySeconds':0,'maxConsecutiveFailures':0}";
    }
}
