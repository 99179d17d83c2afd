package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.marathon.AppFilter;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.TaskChoice;
import io.slipway.marathon.TaskStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static final AppId WEB = AppId.of("/tx/web");
    private static final AppSpec SPEC = AppSpec.of(WEB);
    private static final GroupId TX = GroupId.of("/tx");
    private static final String VERSION = "2026-11-24T02:58:52.587Z";
    private static final String RESULT = "{\"deploymentId\":\"d\",\"version\":\"" + VERSION + "\"}";

    private final MockWebServer server = new MockWebServer();
    private Marathon marathon;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        marathon = MarathonClient.connect(List.of(URI.create("http://127.0.0.1:" + server.getPort())));
    }

    @AfterEach
    void stop() {
        marathon.close();
        server.close();
    }

    @Test
    void everyReadAsksForItself() throws Exception {
        reads(
                "{\"apps\":[]}",
                () -> marathon.apps(new AppFilter("x y", "web", "a==b")),
                "/v2/apps?cmd=x%20y" + "&embed=apps.tasks&id=web&label=a%3D%3Db");
        reads("{\"*\":[]}", () -> marathon.appsBelow(TX), "/v2/apps/tx/*?embed=apps.tasks");
        reads("{\"*\":[]}", () -> marathon.appsBelow(GroupId.ROOT), "/v2/apps/*?embed=apps.tasks");
        reads("{\"versions\":[\"v\"]}", () -> marathon.versions(WEB), "/v2/apps/tx/web/versions");
        reads("{\"id\":\"/tx/web\"}", () -> marathon.version(WEB, VERSION), "/v2/apps/tx/web/versions/" + VERSION);
        reads("{\"tasks\":[]}", () -> marathon.tasks(TaskStatus.STAGING), "/v2/tasks?status=staging");
        reads("{\"id\":\"/\"}", () -> marathon.group(GroupId.ROOT), "/v2/groups");
        reads("{\"id\":\"/tx\"}", () -> marathon.group(TX), "/v2/groups/tx");
        reads("[]", () -> marathon.groupApps(TX), "/v2/groups/tx/apps");
        reads("[\"v\"]", () -> marathon.groupVersions(TX), "/v2/groups/tx/versions");
        reads("{\"id\":\"/tx\"}", () -> marathon.groupVersion(TX, VERSION), "/v2/groups/tx/versions/" + VERSION);
        reads("{\"queue\":[]}", () -> marathon.queue(), "/v2/queue");
        reads("{\"name\":\"marathon\"}", () -> marathon.info(), "/v2/info");
        reads("{\"leader\":\"a:1\"}", () -> marathon.leader(), "/v2/leader");
        reads("{\"plugins\":[]}", () -> marathon.plugins(), "/v2/plugins");
        reads("pong", () -> marathon.ping(), "/ping");
        reads("{}", () -> marathon.metrics(), "/metrics");
        reads("a 1", () -> marathon.prometheusMetrics(), "/metrics/prometheus");
        reads("{}", () -> marathon.loggers(), "/logging");
        reads("{}", () -> marathon.config(), "/config");
    }

    @Test
    void everyChangeAsksForItself() throws Exception {
        changes(
                () -> marathon.replaceAll(List.of(SPEC), false),
                "PUT /v2/apps?force=false&partialUpdate=false" + " [{\"id\":\"/tx/web\"}]");
        changes(() -> marathon.update(SPEC, true), "PATCH /v2/apps/tx/web?force=true {\"id\":\"/tx/web\"}");
        changes(() -> marathon.updateAll(List.of(SPEC), false), "PATCH /v2/apps [{\"id\":\"/tx/web\"}]");
        changes(() -> marathon.scale(WEB, 2, true), "PATCH /v2/apps/tx/web?force=true {\"instances\":2}");
        changes(() -> marathon.restart(WEB, true), "POST /v2/apps/tx/web/restart?force=true {}");
        changes(() -> marathon.delete(WEB, true), "DELETE /v2/apps/tx/web?force=true");
        changes(
                () -> marathon.restore(WEB, VERSION, false),
                "PUT /v2/apps/tx/web?force=false {\"version\":\"" + VERSION + "\"}");
        GroupSpec group = GroupSpec.of(TX);
        changes(() -> marathon.createGroup(group, false), "POST /v2/groups {\"id\":\"/tx\"}");
        changes(() -> marathon.replaceGroup(group, true), "PUT /v2/groups/tx?force=true {\"id\":\"/tx\"}");
        changes(() -> marathon.scaleGroup(TX, 1.5, false), "PUT /v2/groups/tx {\"scaleBy\":1.5}");
        changes(() -> marathon.restoreGroup(TX, VERSION, false), "PUT /v2/groups/tx {\"version\":\"" + VERSION + "\"}");
        changes(() -> marathon.deleteGroup(TX, false), "DELETE /v2/groups/tx");
        changes(
                () -> marathon.killAndScale(new TaskChoice.OnHost(WEB, "h"), true),
                "DELETE /v2/apps/tx/web/tasks?force=true&host=h&scale=true");
        changes(
                () -> marathon.killAndScale(new TaskChoice.Listed(List.of("a.1")), false),
                "POST /v2/tasks/delete?scale=true {\"ids\":[\"a.1\"]}");
    }

    @Test
    void whatHasNoDeploymentAsksForItself() throws Exception {
        quietly(() -> marathon.cancel("d"), "DELETE /v2/deployments/d?force=true");
        quietly(() -> marathon.resetDelay(WEB), "DELETE /v2/queue/tx/web/delay");
        quietly(() -> marathon.enforceRole(TX, true), "PATCH /v2/groups/tx {\"enforceRole\":true}");
        quietly(() -> marathon.abdicate(), "DELETE /v2/leader");
        quietly(
                () -> marathon.setLogger("root", "debug", 60),
                "POST /logging {\"logger\":\"root\",\"level\":\"debug\",\"durationSeconds\":60}");
    }

    @Test
    void aKilledTaskIsReadAloneAndFromAList() throws Exception {
        server.enqueue(json("{\"task\":{\"id\":\"a.1\",\"appId\":\"/tx/web\",\"state\":\"TASK_RUNNING\"}}"));
        server.enqueue(json("{\"tasks\":[{\"id\":\"a.1\",\"appId\":\"/tx/web\",\"state\":\"TASK_RUNNING\"}]}"));

        assertThat(marathon.kill(new TaskChoice.One(WEB, "a.1"), true, false)).hasSize(1);
        assertThat(marathon.kill(new TaskChoice.OfApp(WEB), false, false)).hasSize(1);

        assertThat(asked()).isEqualTo("DELETE /v2/apps/tx/web/tasks/a.1?wipe=true");
        assertThat(asked()).isEqualTo("DELETE /v2/apps/tx/web/tasks");
    }

    @Test
    void aDryRunReturnsItsSteps() throws Exception {
        server.enqueue(json(MarathonsExample.text("deployment_steps.json")));

        assertThat(marathon.planGroup(GroupSpec.of(TX)))
                .extracting(step -> step.actions().get(0).action())
                .containsExactly("StartApplication", "ScaleApplication");
        assertThat(asked()).isEqualTo("PUT /v2/groups/tx?dryRun=true {\"id\":\"/tx\"}");
    }

    @Test
    void aServerThatDoesNotAnswerHasNoPing() {
        server.close();

        assertThat(marathon.ping()).isFalse();
    }

    @Test
    void idsThatWouldLeaveTheirPathAreRefused() {
        for (String id : List.of("..", ".", "", "a/b", "a..b", "%2e%2e", "a?scale=true")) {
            assertThatThrownBy(() -> marathon.kill(new TaskChoice.One(WEB, id), false, false))
                    .hasMessage("\"" + id + "\" is no task id.");
            assertThatThrownBy(() -> marathon.version(WEB, id)).hasMessage("\"" + id + "\" is no version.");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    private interface Change {
        DeploymentResult begin();
    }

    private void reads(String answer, Runnable read, String target) throws InterruptedException {
        server.enqueue(json(answer));
        read.run();
        assertThat(asked()).isEqualTo("GET " + target);
    }

    private void changes(Change change, String request) throws InterruptedException {
        server.enqueue(json(RESULT));
        assertThat(change.begin()).isEqualTo(new DeploymentResult("d", VERSION));
        assertThat(asked()).isEqualTo(request);
    }

    private void quietly(Runnable change, String request) throws InterruptedException {
        server.enqueue(new MockResponse.Builder().code(202).build());
        change.run();
        assertThat(asked()).isEqualTo(request);
    }

    private String asked() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        return (request.getMethod() + " " + request.getTarget() + " " + body).strip();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }
}
