package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills schedulers while apps change: what they acknowledged is there afterwards, and what served goes on. */
class RecoveryTest {

    private static final int KILLS = 5;
    private static final int WRITERS = 3;
    private static final int ACKNOWLEDGED_BETWEEN_KILLS = 12;

    @TempDir
    Path folder;

    /** Changes one app again and again; remembers what it was promised. */
    private static final class Writer {

        private final String app;
        private final Random random;
        private String acknowledged = "";
        private String unanswered = "";
        private int instances;

        Writer(int number) {
            this.app = "/kill/app-" + number;
            this.random = new Random(number);
        }

        boolean write(Http http, int round, int number) {
            int wanted = 1 + random.nextInt(3);
            unanswered = round + "." + number;
            String body = ("{'cmd':'exec sleep 1000','cpus':0.01,'mem':1,'taskKillGracePeriodSeconds':0,'instances':"
                            + wanted + ",'env':{'N':'" + unanswered + "'}}")
                    .replace('\'', '"');
            try {
                Http.Answer answer = http.send("PUT", "/v2/apps/" + app + "?force=true", body);
                assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
            } catch (RuntimeException e) {
                // The scheduler was killed: the change is there or it is not.
                return false;
            }
            acknowledged = unanswered;
            instances = wanted;
            return true;
        }

        void check(JsonNode found) {
            String is = found.at("/app/env/N").asText();
            assertThat(is).as(found.toString()).isIn(acknowledged, unanswered);
            if (is.equals(acknowledged)) {
                assertThat(found.at("/app/instances").asInt()).isEqualTo(instances);
            }
            acknowledged = is;
            instances = found.at("/app/instances").asInt();
        }
    }

    @Test
    void noAcknowledgedChangeAndNoTaskIsLostHoweverOftenTheSchedulerIsKilled() throws Exception {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer(i));
        }
        SchedulerProcess scheduler = SchedulerProcess.start(folder, TestServers.ports());
        try {
            create(scheduler, "{'id':'/stable','cmd':'exec sleep 1000','cpus':0.01,'mem':1,'instances':2}");
            awaitQuiet(scheduler);
            Set<Long> stable = pids("/stable");
            assertThat(stable).hasSize(2);
            String agent = scheduler
                    .get("/v2/apps//stable/tasks")
                    .at("/tasks/0/slaveId")
                    .asText();

            for (int round = 0; round < KILLS; round++) {
                killAmid(scheduler, writers, round);
                assertThat(pids("/stable")).as("tasks without a scheduler").isEqualTo(stable);
                scheduler = scheduler.next();
                for (Writer writer : writers) {
                    writer.check(scheduler.get("/v2/apps/" + writer.app));
                }
                assertThat(pids("/stable")).as("tasks with the next scheduler").isEqualTo(stable);
            }

            awaitQuiet(scheduler);
            JsonNode adopted = scheduler.get("/v2/apps//stable");
            assertThat(adopted.at("/app/tasksRunning").asInt()).isEqualTo(2);
            assertThat(adopted.at("/app/tasks/0/slaveId").asText()).isEqualTo(agent);
            for (Writer writer : writers) {
                assertThat(pids(writer.app)).as(writer.app).hasSize(writer.instances);
                JsonNode app = scheduler.get("/v2/apps/" + writer.app).path("app");
                assertThat(app.path("tasksRunning").asInt()).isEqualTo(writer.instances);
                app.path("tasks")
                        .forEach(task -> assertThat(task.path("version").asText())
                                .isGreaterThanOrEqualTo(app.at("/versionInfo/lastConfigChangeAt")
                                        .asText()));
            }
            endAll(scheduler);
        } finally {
            scheduler.close();
        }
    }

    @Test
    void anUpgradeThatWaitsForHealthWhenTheSchedulerIsKilledGoesOnWaitingAndThenEnds() throws Exception {
        String app =
                "{'id':'/slow','cmd':'exec sleep 1000','cpus':0.01,'mem':1,'instances':2,'healthChecks':[{'protocol':"
                        + "'COMMAND','command':{'value':'test -e " + folder + "/healthy-$V'},'gracePeriodSeconds':600,"
                        + "'intervalSeconds':1,'delaySeconds':0}],'env':{'V':'%s'}}";
        Files.createFile(folder.resolve("healthy-1"));
        SchedulerProcess scheduler = SchedulerProcess.start(folder, TestServers.ports());
        try {
            create(scheduler, app.formatted("1"));
            awaitQuiet(scheduler);
            Set<Long> old = pids("/slow");
            String deployment = Server.read(scheduler.http.send(
                            "PUT",
                            "/v2/apps//slow?partialUpdate=false",
                            app.formatted("2").replace('\'', '"')))
                    .path("deploymentId")
                    .asText();
            await(() -> pids("/slow").size() == 4);

            scheduler.kill();
            scheduler = scheduler.next();

            assertThat(scheduler.get("/v2/deployments").at("/0/id").asText()).isEqualTo(deployment);
            assertThat(pids("/slow")).hasSize(4).containsAll(old);
            Files.createFile(folder.resolve("healthy-2"));
            awaitQuiet(scheduler);
            assertThat(pids("/slow")).hasSize(2).doesNotContainAnyElementsOf(old);

            endAll(scheduler);
        } finally {
            scheduler.close();
        }
    }

    @Test
    void whatIsClosedInOrderIsStartedAgainByTheNext() {
        LocalMarathon.Options options = TestServers.options(folder, folder.resolve("data"));
        String version;
        try (LocalMarathon first = LocalMarathon.start(options)) {
            Http http = new Http(first.uri());
            http.send("POST", "/v2/apps", "{\"id\":\"/a\",\"cmd\":\"exec sleep 1000\"}");
            await(() -> http.get("/v2/apps//a").body().contains("\"tasksRunning\":1"));
            version = Server.read(http.get("/v2/apps//a")).at("/app/version").asText();
        }
        assertThat(pids("/a")).isEmpty();

        try (LocalMarathon second = LocalMarathon.start(options)) {
            Http http = new Http(second.uri());
            await(() -> http.get("/v2/apps//a").body().contains("\"tasksRunning\":1"));
            assertThat(Server.read(http.get("/v2/apps//a")).at("/app/version").asText())
                    .isEqualTo(version);
        }
        assertThat(pids("/a")).isEmpty();
    }

    @Test
    void whoCannotListenLeavesTheTasksAsTheyWere() throws Exception {
        int ports = TestServers.ports();
        SchedulerProcess scheduler = SchedulerProcess.start(folder, ports);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            create(scheduler, "{'id':'/served','cmd':'exec sleep 1000','cpus':0.01,'mem':1}");
            awaitQuiet(scheduler);
            Set<Long> served = pids("/served");
            scheduler.kill();
            LocalMarathon.Options options = new LocalMarathon.Options(
                            "127.0.0.1",
                            taken.getLocalPort(),
                            ports,
                            ports + 99,
                            folder.resolve("sandboxes"),
                            folder.resolve("run"))
                    .with(folder.resolve("data"));

            assertThatThrownBy(() -> LocalMarathon.start(options)).hasMessageContaining("Port already in use");

            assertThat(pids("/served")).isEqualTo(served).hasSize(1);
            scheduler = scheduler.next();
            assertThat(pids("/served")).isEqualTo(served);
            endAll(scheduler);
        } finally {
            scheduler.close();
        }
    }

    private static void killAmid(SchedulerProcess scheduler, List<Writer> writers, int round) throws Exception {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BETWEEN_KILLS);
        Set<Throwable> failures = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (Writer writer : writers) {
            Thread thread = new Thread(() -> {
                for (int i = 0; writer.write(scheduler.http, round, i); i++) {
                    enough.countDown();
                }
            });
            thread.setUncaughtExceptionHandler((one, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        enough.await();
        scheduler.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void create(SchedulerProcess scheduler, String members) {
        Http.Answer answer = scheduler.http.send("POST", "/v2/apps", members.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void endAll(SchedulerProcess scheduler) {
        scheduler
                .get("/v2/apps")
                .path("apps")
                .forEach(app -> scheduler.http.send(
                        "DELETE", "/v2/apps/" + app.path("id").asText(), ""));
        await(() -> SchedulerProcess.tasks(folder).isEmpty());
    }

    private static void awaitQuiet(SchedulerProcess scheduler) {
        await(() -> scheduler.get("/v2/deployments").isEmpty());
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private Set<Long> pids(String app) {
        return SchedulerProcess.tasks(folder).stream()
                .filter(task -> SchedulerProcess.app(task).equals(app))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }
}
