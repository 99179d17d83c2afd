package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs apps in containers of a real engine, by way of the API. */
@ExtendWith(RealDocker.Shared.class)
class DockerIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final RealDocker docker;
    private Server server;

    DockerIT(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void start() {
        server = new Server(
                folder,
                LocalMarathon.start(
                        TestServers.options(folder, folder.resolve("data")).withContainers(docker.address())));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(docker.containers()).isEmpty();
    }

    @Test
    void aBridgedServiceIsReachedThroughItsHostPortAndFoundHealthy() throws IOException {
        Files.writeString(folder.resolve("index.html"), "hello from inside\n");
        server.create("'id':'/web','cmd':'exec httpd -f -p 8080 -h /www','cpus':0.1,'mem':32,"
                + "'container':{'type':'DOCKER','docker':{'image':'" + RealDocker.IMAGE + "','network':'BRIDGE',"
                + "'portMappings':[{'containerPort':8080,'hostPort':0,'name':'http'}]},"
                + "'volumes':[{'containerPath':'/www','hostPath':'" + folder + "','mode':'RO'}]},"
                + "'healthChecks':[{'protocol':'MESOS_HTTP','path':'/index.html','portIndex':0,'delaySeconds':0}]");

        JsonNode app = awaitApp("/web", one -> one.path("tasksHealthy").asInt() == 1);

        int port = app.at("/tasks/0/ports/0").asInt();
        assertThat(new Http(URI.create("http://127.0.0.1:" + port))
                        .get("/index.html")
                        .body())
                .isEqualTo("hello from inside\n");
        assertThat(docker.containers()).containsExactly(app.at("/tasks/0/id").asText());
    }

    @Test
    void aTaskSeesWhatMarathonAndTheParametersGiveIt() {
        server.create("'id':'/seen','cmd':'env; cat /etc/hostname; id -u; test -w /data || echo read-only;"
                + " echo done; sleep 1000','labels':{'team':'a'},"
                + "'networks':[{'mode':'container/bridge'}],'container':{'type':'DOCKER','docker':{'image':'"
                + RealDocker.IMAGE + "','parameters':[{'key':'hostname','value':'box'},{'key':'user','value':'65534'},"
                + "{'key':'env','value':'EXTRA=1'},{'key':'init','value':'true'},{'key':'cap-drop','value':'ALL'}]},"
                + "'portMappings':[{'containerPort':80},{'containerPort':0}],"
                + "'volumes':[{'containerPath':'/data','hostPath':'" + folder + "','mode':'RO'}]}");
        JsonNode task =
                awaitApp("/seen", one -> one.path("tasksRunning").asInt() == 1).at("/tasks/0");

        awaitOutput(task, "done\n");

        int first = task.at("/ports/0").asInt();
        int second = task.at("/ports/1").asInt();
        assertThat(output(task).lines())
                .contains(
                        "PORT0=" + first,
                        "PORT_80=" + first,
                        "PORT_" + second + "=" + second,
                        "HOST=127.0.0.1",
                        "MARATHON_APP_DOCKER_IMAGE=" + RealDocker.IMAGE,
                        "MESOS_SANDBOX=/mnt/mesos/sandbox",
                        "EXTRA=1",
                        "box",
                        "65534",
                        "read-only");
    }

    @Test
    void aCommandCheckIsRunInsideTheContainer() {
        server.create("'id':'/inside','cmd':'echo 1 >/only-inside; exec sleep 1000'," + image("")
                + ",'healthChecks':[{'protocol':'COMMAND','command':{'value':'test -e /only-inside'},'delaySeconds':0,"
                + "'intervalSeconds':1}]");

        JsonNode app = awaitApp("/inside", one -> one.path("tasksHealthy").asInt() == 1);

        assertThat(app.path("tasksUnhealthy").asInt()).isZero();
    }

    @Test
    void whatCannotBeLaunchedIsTheReasonInTheApi() {
        server.create("'id':'/imageless','container':{'docker':{'image':'127.0.0.1:1/none:1'}}");
        server.create("'id':'/odd','cmd':'true'," + image("'parameters':[{'key':'rm','value':'secret'}]"));
        server.create("'id':'/senseless','cmd':'true'," + image("'parameters':[{'key':'init','value':'secret'}]"));
        server.create("'id':'/no-program','args':['/no/such/program']," + image(""));

        assertThat(failure("/imageless"))
                .startsWith("Failed to launch: Image 127.0.0.1:1/none:1 is not on the Docker engine and cannot be"
                        + " pulled: ");
        assertThat(failure("/odd"))
                .startsWith("Failed to launch: The Docker parameter \"rm\" is not known to this scheduler, which"
                        + " knows add-host, cap-add, ");
        assertThat(failure("/senseless"))
                .isEqualTo("Failed to launch: The Docker parameter \"init\" has a value that makes no sense.");
        assertThat(failure("/no-program"))
                .startsWith("Failed to launch: ")
                .contains("\"/no/such/program\": stat /no/such/program: no such file or directory");
    }

    @Test
    void whoTakesMoreMemoryThanItMaySaysSo() {
        server.create("'id':'/hungry','cmd':'tail /dev/zero','mem':32,'backoffSeconds':0," + image(""));

        // The engine may hear of it too late for one of them, so any will do.
        JsonNode app = awaitApp(
                "/hungry", one -> one.at("/lastTaskFailure/message").asText().contains("out of memory"));

        assertThat(app.at("/lastTaskFailure/message").asText())
                .matches("Container (terminated with signal 9|exited with status 1): out of memory, it may use 32 MiB");
    }

    @Test
    void aProcessRunsBesideContainers() {
        server.create("'id':'/plain','cmd':'exec sleep 1000'");
        server.create("'id':'/boxed','cmd':'exec sleep 1000','taskKillGracePeriodSeconds':0," + image(""));

        server.awaitRunning("/plain", 1);
        awaitApp("/boxed", one -> one.path("tasksRunning").asInt() == 1);

        assertThat(docker.containers())
                .containsExactly(server.tasks("/boxed").get(0).path("id").asText());
    }

    @Test
    void strangersAreLeftAloneAndOrphansAreRemoved() throws IOException {
        String id = Files.readString(folder.resolve("run/tasks/.docker")).strip();
        server.close();
        docker.run("stranger", Map.of("io.slipway.scheduler", "another"), "sleep", "1000");
        docker.run("orphan", Map.of("io.slipway.scheduler", id, "io.slipway.task", "orphan"), "sleep", "1000");
        try {
            start();
            await(() -> !docker.containers().contains("orphan"));

            assertThat(docker.containers()).containsExactly("stranger");
        } finally {
            docker.remove("stranger");
        }
    }

    @Test
    void whileTheEngineIsAwayTheReasonIsToldAndAfterwardsAllRunAgain() throws IOException {
        server.create("'id':'/lasting','cmd':'exec sleep 1000','backoffFactor':1,"
                + image("'parameters':[{'key':'init','value':'true'}]"));
        String before = awaitApp("/lasting", one -> one.path("tasksRunning").asInt() == 1)
                .at("/tasks/0/id")
                .asText();

        docker.stop();
        try {
            server.create("'id':'/late','cmd':'exec sleep 1000','backoffFactor':1," + image(""));
            assertThat(failure("/late"))
                    .startsWith("Failed to launch: the Docker engine at " + docker.address() + " does not answer (");
        } finally {
            docker.restart();
        }

        awaitApp("/late", one -> one.path("tasksRunning").asInt() == 1);
        JsonNode app = awaitApp(
                "/lasting",
                one -> !one.at("/tasks/0/id").asText().equals(before)
                        && one.path("tasksRunning").asInt() == 1);
        assertThat(docker.containers()).contains(app.at("/tasks/0/id").asText()).doesNotContain(before);
    }

    @Test
    void theSchedulersDeathIsSurvivedAndWhatEndedMeanwhileIsNoticed() throws Exception {
        Path own = Files.createDirectory(folder.resolve("killed"));
        SchedulerProcess scheduler = SchedulerProcess.start(
                own, TestServers.ports(), docker.address().toString());
        try {
            for (String app : List.of("/stays", "/dies")) {
                scheduler.http.send(
                        "POST",
                        "/v2/apps",
                        ("{'id':'" + app + "','cmd':'exec sleep 1000','taskKillGracePeriodSeconds':0," + image("")
                                        + "}")
                                .replace('\'', '"'));
                awaitRunning(scheduler, app);
            }
            String stays = task(scheduler, "/stays");
            String dies = task(scheduler, "/dies");
            scheduler.kill();
            assertThat(docker.containers()).containsExactlyInAnyOrder(stays, dies);
            docker.kill(dies);

            scheduler = scheduler.next();
            SchedulerProcess next = scheduler;
            await(() -> task(next, "/dies").endsWith("._app.2"));
            awaitRunning(scheduler, "/dies");

            assertThat(task(scheduler, "/stays")).isEqualTo(stays);
            assertThat(scheduler
                            .get("/v2/apps//dies")
                            .at("/app/lastTaskFailure/message")
                            .asText())
                    .isEqualTo("Container terminated with signal 9");
            scheduler.http.send("DELETE", "/v2/apps//stays", "");
            scheduler.http.send("DELETE", "/v2/apps//dies", "");
            await(() -> docker.containers().isEmpty());
        } finally {
            scheduler.close();
            docker.containers().forEach(docker::remove);
        }
    }

    private static String task(SchedulerProcess scheduler, String app) {
        return scheduler.get("/v2/apps/" + app).at("/app/tasks/0/id").asText();
    }

    private static void awaitRunning(SchedulerProcess scheduler, String app) {
        await(() -> scheduler.get("/v2/apps/" + app).at("/app/tasksRunning").asInt() == 1);
    }

    private String failure(String id) {
        return awaitApp(id, app -> app.has("lastTaskFailure"))
                .at("/lastTaskFailure/message")
                .asText();
    }

    private JsonNode awaitApp(String id, Predicate<JsonNode> is) {
        return Awaitility.await()
                .alias(id)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> server.app(id), is);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    private void awaitOutput(JsonNode task, String text) {
        await(() -> output(task).contains(text));
    }

    private String output(JsonNode task) {
        try {
            return Files.readString(server.sandbox(task).resolve("stdout"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String image(String members) {
        return "'container':{'type':'DOCKER','docker':{'image':'" + RealDocker.IMAGE + "'"
                + (members.isEmpty() ? "" : "," + members) + "}}";
    }
}
