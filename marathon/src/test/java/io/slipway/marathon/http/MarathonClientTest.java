package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Deployment.Action;
import io.slipway.marathon.Deployment.Step;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarathonClientTest {

    private static final AppId WEB = AppId.of("/tx/web");

    private final MockWebServer server = new MockWebServer();
    private Marathon marathon;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        marathon = MarathonClient.connect(List.of(uri(server)));
    }

    @AfterEach
    void stop() {
        marathon.close();
        server.close();
    }

    @Test
    void appsAreReadWithTheirTasks() throws Exception {
        server.enqueue(Recording.titled("reads.http", "list with tasks").answer());

        App app = marathon.apps().get(0);

        assertThat(asked()).isEqualTo("GET /v2/apps?embed=apps.tasks");
        assertThat(app.id()).isEqualTo(WEB);
        assertThat(app.tasks()).hasSize(app.spec().instances()).allMatch(Task::isRunning);
        assertThat(app.isAsWanted()).isTrue();
    }

    @Test
    void anAppIsReadWhole() throws Exception {
        server.enqueue(Recording.titled("reads.http", "one app").answer());

        App app = marathon.app(WEB).orElseThrow();

        assertThat(asked()).isEqualTo("GET /v2/apps/tx/web");
        assertThat(app.spec().withDefaults()).isEqualTo(app.spec());
        assertThat(app.version()).isEqualTo(app.lastConfigChangeAt());
        assertThat(app.tasksRunning()).isEqualTo(2);
        assertThat(app.tasksHealthy()).isEqualTo(2);
        assertThat(app.tasks().get(0).ports()).hasSize(1);
        assertThat(app.tasks().get(0).isHealthy()).isTrue();
    }

    @Test
    void theLastFailureOfAnAppIsRead() {
        server.enqueue(Recording.titled("reads.http", "one app that failed").answer());

        App app = marathon.app(AppId.of("/tx/crash")).orElseThrow();

        assertThat(app.lastTaskFailure().state()).isEqualTo("TASK_FAILED");
        assertThat(app.lastTaskFailure().message()).isEqualTo("Command exited with status 3");
    }

    @Test
    void anUnknownAppIsAbsent() {
        server.enqueue(Recording.titled("refusals.http", "unknown app").answer());

        assertThat(marathon.app(AppId.of("/tx/nope"))).isEmpty();
    }

    @Test
    void anotherServersNotFoundIsNoAbsentApp() {
        server.enqueue(
                new MockResponse.Builder().code(404).body("<h1>Not Found</h1>").build());

        assertThatThrownBy(() -> marathon.app(WEB))
                .hasMessage("GET " + uri(server) + "v2/apps/tx/web was answered with 404.");
    }

    @Test
    void tasksAreRead() throws Exception {
        server.enqueue(Recording.titled("reads.http", "tasks of an app").answer());
        server.enqueue(Recording.titled("reads.http", "all tasks").answer());

        assertThat(marathon.tasks(WEB)).isNotEmpty().allMatch(task -> task.appId()
                .equals(WEB));
        assertThat(asked()).isEqualTo("GET /v2/apps/tx/web/tasks");
        assertThat(marathon.tasks()).isNotEmpty().allMatch(task -> task.id().contains(".instance-"));
        assertThat(asked()).isEqualTo("GET /v2/tasks");
    }

    @Test
    void deploymentsAreRead() throws Exception {
        server.enqueue(Recording.titled("reads.http", "deployments").answer());

        Action restart = new Action("RestartApplication", "/tx/web", List.of());
        assertThat(marathon.deployments())
                .containsExactly(new Deployment(
                        "13eee847-a345-4396-a009-a6735878a675",
                        "2026-11-24T02:58:52.587Z",
                        List.of(WEB),
                        1,
                        1,
                        List.of(new Step(List.of(restart))),
                        List.of(restart)));
        assertThat(asked()).isEqualTo("GET /v2/deployments");
    }

    @Test
    void aCreationIsAnsweredByTheAppAndNamesItsDeployment() throws Exception {
        server.enqueue(Recording.titled("changes.http", "create").answer());

        DeploymentResult result =
                marathon.create(AppSpec.of(AppId.of("/tx/min")).withCmd("sleep 3600"));

        assertThat(result)
                .isEqualTo(new DeploymentResult("7bd99a6d-cbc9-4bf7-8794-99093942ec86", "2026-11-24T02:55:50.100Z"));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v2/apps");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.getBody().utf8()).isEqualTo("{\"id\":\"/tx/min\",\"cmd\":\"sleep 3600\"}");
    }

    @Test
    void aCreationOlderThanTheHeaderNamesItsDeploymentInTheBody() {
        server.enqueue(json("{\"version\":\"v\",\"deployments\":[{\"id\":\"d\"}]}"));

        assertThat(marathon.create(AppSpec.of(WEB))).isEqualTo(new DeploymentResult("d", "v"));
    }

    @Test
    void everyChangeAsksForItselfAndForcesOnlyWhenTold() throws Exception {
        for (String change : List.of("replace", "replace", "scale", "restart", "delete", "rollback")) {
            server.enqueue(Recording.titled("changes.http", change).answer());
        }

        DeploymentResult replaced = marathon.replace(AppSpec.of(WEB), false);
        marathon.replace(AppSpec.of(WEB), true);
        marathon.scale(WEB, 3);
        marathon.restart(WEB);
        marathon.delete(WEB);
        marathon.rollback("13eee847-a345-4396-a009-a6735878a675");

        assertThat(replaced)
                .isEqualTo(new DeploymentResult("8bed2508-6c67-49b0-854b-ab0cb22d4a0c", "2026-11-24T02:57:56.995Z"));
        assertThat(asked()).isEqualTo("PUT /v2/apps/tx/web?force=false&partialUpdate=false {\"id\":\"/tx/web\"}");
        assertThat(asked()).isEqualTo("PUT /v2/apps/tx/web?force=true&partialUpdate=false {\"id\":\"/tx/web\"}");
        assertThat(asked()).isEqualTo("PATCH /v2/apps/tx/web {\"instances\":3}");
        assertThat(asked()).isEqualTo("POST /v2/apps/tx/web/restart {}");
        assertThat(asked()).isEqualTo("DELETE /v2/apps/tx/web?force=false");
        assertThat(asked()).isEqualTo("DELETE /v2/deployments/13eee847-a345-4396-a009-a6735878a675?force=false");
    }

    @Test
    void aDeploymentIdThatWouldLeaveItsPathIsRefused() {
        for (String id : List.of("..", ".", "", "a/b", "%2e%2e", "a?force=true")) {
            assertThatThrownBy(() -> marathon.rollback(id)).hasMessage("\"" + id + "\" is no deployment id.");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aSuccessThatIsNotMarathonsIsRefused() {
        server.enqueue(new MockResponse.Builder().body("<html>").build());

        MarathonException refusal = catchThrowableOfType(MarathonException.class, marathon::deployments);

        assertThat(refusal)
                .hasMessageStartingWith("GET " + uri(server) + "v2/deployments was answered by something that"
                        + " is not Marathon: Unexpected character ('<' (code 60))");
        assertThat(refusal.status()).isEqualTo(200);
    }

    @Test
    void theNextServerIsAskedWhenOneIsGoneAndFromThenOnFirst() throws Exception {
        URI gone = gone();
        try (Marathon both = MarathonClient.connect(List.of(gone, uri(server)))) {
            server.enqueue(Recording.titled("reads.http", "deployments").answer());
            server.enqueue(Recording.titled("changes.http", "create").answer());

            assertThat(both.deployments()).hasSize(1);
            assertThat(both.create(AppSpec.of(WEB)).deploymentId()).isNotBlank();
        }
    }

    @Test
    void aWriteThatNeverLeftGoesToTheNextServer() {
        try (Marathon both = MarathonClient.connect(List.of(gone(), uri(server)))) {
            server.enqueue(Recording.titled("changes.http", "create").answer());

            assertThat(both.create(AppSpec.of(WEB)).deploymentId()).isNotBlank();
        }
    }

    @Test
    void aWriteThatWasSentIsNeverSentAgain() throws Exception {
        try (MockWebServer second = new MockWebServer();
                Marathon both = MarathonClient.connect(List.of(uri(server), uri(started(second))))) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());

            MarathonException refusal =
                    catchThrowableOfType(MarathonException.class, () -> both.create(AppSpec.of(WEB)));

            assertThat(refusal)
                    .hasMessage("Marathon took POST " + uri(server) + "v2/apps and did not answer (unexpected end of"
                            + " stream on " + uri(server) + "...). It may or may not have been done: look before you"
                            + " try again.");
            assertThat(refusal.status()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(second.getRequestCount()).isZero();
        }
    }

    @Test
    void aReadThatGotNoAnswerGoesToTheNextServer() throws Exception {
        try (MockWebServer second = new MockWebServer();
                Marathon both = MarathonClient.connect(List.of(uri(server), uri(started(second))))) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
            second.enqueue(Recording.titled("reads.http", "deployments").answer());

            assertThat(both.deployments()).hasSize(1);
        }
    }

    @Test
    void everyServerThatWasTriedIsNamed() {
        URI one = gone();
        try (Marathon none = MarathonClient.connect(List.of(one))) {
            MarathonException refusal = catchThrowableOfType(MarathonException.class, none::apps);

            assertThat(refusal)
                    .hasMessage("Marathon does not answer GET /v2/apps. Tried 127.0.0.1:" + one.getPort()
                            + " (Failed to connect to /127.0.0.1:" + one.getPort() + "). Is it running there?");
            assertThat(refusal.status()).isZero();
        }
    }

    @Test
    void aServerOnOneOfSeveralAddressesOfANameIsFound() {
        server.enqueue(Recording.titled("changes.http", "create").answer());
        try (Marathon byName =
                MarathonClient.connect(List.of(URI.create("http://localhost:" + server.getPort() + "/")))) {
            assertThat(byName.create(AppSpec.of(WEB)).deploymentId()).isNotBlank();
        }
    }

    @Test
    void anAddressMayHaveAPath() throws Exception {
        server.enqueue(json("[]"));
        try (Marathon behind = MarathonClient.connect(List.of(uri(server).resolve("/service/marathon")))) {
            behind.deployments();
        }
        assertThat(asked()).isEqualTo("GET /service/marathon/v2/deployments");
    }

    @Test
    void noAddressIsRefused() {
        assertThatThrownBy(() -> MarathonClient.connect(List.of()))
                .hasMessage("Name at least one Marathon address, as in http://127.0.0.1:9602.");
    }

    @Test
    void aReadThatEveryServerIsTooBusyForIsAskedAgain() {
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder().code(502).build());
        server.enqueue(json("[]"));

        assertThat(marathon.deployments()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aReadThatIsNeverAnsweredEndsWithWhatWasSaidLast() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(503)
                    .body("{\"message\":\"too busy\"}")
                    .build());
        }

        assertThatThrownBy(marathon::deployments).hasMessage("too busy");
    }

    @Test
    void aWriteIsNotAskedAgainOfABusyServer() {
        server.enqueue(new MockResponse.Builder().code(503).build());

        assertThatThrownBy(() -> marathon.create(AppSpec.of(WEB)))
                .hasMessage("POST " + uri(server) + "v2/apps was answered with 503.");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aWriteThatAStandbyCouldPassToNobodyIsAskedAgain() {
        server.enqueue(new MockResponse.Builder()
                .code(502)
                .body("Could not determine the current leader")
                .build());
        server.enqueue(Recording.titled("changes.http", "create").answer());

        assertThat(marathon.create(AppSpec.of(WEB)).deploymentId()).isNotBlank();
    }

    @Test
    void aWriteIsNotRedirectedForItWouldBecomeARead() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", uri(server) + "elsewhere")
                .build());

        assertThatThrownBy(() -> marathon.create(AppSpec.of(WEB)))
                .hasMessage("POST " + uri(server) + "v2/apps was answered with 302.");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theLeaderThatAStandbyNamesIsAskedFromThenOn() throws Exception {
        try (MockWebServer leader = new MockWebServer();
                Marathon both = MarathonClient.connect(List.of(uri(server), uri(started(leader))))) {
            server.enqueue(new MockResponse.Builder()
                    .addHeader("X-Marathon-Via", "1.1 127.0.0.1:8080")
                    .addHeader("X-Marathon-Leader", "http://127.0.0.1:" + leader.getPort())
                    .body("[]")
                    .build());
            leader.enqueue(json("[]"));

            both.deployments();
            both.deployments();

            assertThat(leader.getRequestCount()).isEqualTo(1);
        }
    }

    private String asked() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        return (request.getMethod() + " " + request.getTarget() + " " + body).strip();
    }

    private static MockWebServer started(MockWebServer server) throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static URI gone() {
        MockWebServer server = new MockWebServer();
        try {
            return uri(started(server));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            server.close();
        }
    }

    private static URI uri(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }
}
