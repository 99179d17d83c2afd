package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mesosphere.marathon.client.Marathon;
import mesosphere.marathon.client.MarathonClient;
import mesosphere.marathon.client.MarathonException;
import mesosphere.marathon.client.model.v2.App;
import mesosphere.marathon.client.model.v2.Group;
import mesosphere.marathon.client.model.v2.Task;
import mesosphere.marathon.client.model.v2.VersionedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs Mesosphere's own client against the scheduler. */
class StrangersClientTest {

    @TempDir
    Path folder;

    @Test
    void anAppIsCreatedScaledUpdatedRestartedAndDeleted() throws Exception {
        try (Server server = new Server(folder)) {
            Marathon marathon = MarathonClient.getInstance(server.uri().toString());
            App app = app("/stranger");

            VersionedApp created = marathon.createApp(app);

            assertThat(created.getId()).isEqualTo("/stranger");
            assertThat(created.getVersion()).isNotEmpty();
            server.awaitRunning("/stranger", 1);
            Task task = marathon.getAppTasks("/stranger").getTasks().iterator().next();
            assertThat(task.getHost()).isEqualTo("127.0.0.1");
            assertThat(task.getPorts()).hasSize(1);

            App scaled = new App();
            scaled.setInstances(3);
            marathon.updateApp("/stranger", scaled, false);
            server.awaitRunning("/stranger", 3);
            assertThat(marathon.getApp("/stranger").getApp().getTasksRunning()).isEqualTo(3);

            App changed = new App();
            changed.setEnv(Map.of("COLOUR", "blue"));
            String deployment = marathon.updateApp("/stranger", changed, false).getDeploymentId();
            assertThat(deployment).isNotEmpty();
            server.awaitApp(
                    "/stranger",
                    one -> one.path("deployments").isEmpty()
                            && one.path("tasks").size() == 3);
            assertThat(marathon.getAppVersions("/stranger").getVersions()).hasSize(3);
            assertThat(marathon.getApp("/stranger").getApp().getEnv()).containsEntry("COLOUR", "blue");

            marathon.restartApp("/stranger", false);
            server.awaitApp("/stranger", one -> one.path("deployments").isEmpty());
            assertThat(marathon.getTasks().getTasks()).hasSize(3);
            assertThat(marathon.getQueue().getQueue()).isEmpty();

            marathon.deleteApp("/stranger");
            assertThat(marathon.getApps().getApps()).isEmpty();
        }
    }

    @Test
    void whatIsRefusedIsAnExceptionWithMarathonsStatus() {
        try (Server server = new Server(folder)) {
            Marathon marathon = MarathonClient.getInstance(server.uri().toString());

            MarathonException nowhere =
                    catchThrowableOfType(MarathonException.class, () -> marathon.getApp("/nowhere"));
            App wrong = app("/UPPER");
            MarathonException refused = catchThrowableOfType(MarathonException.class, () -> marathon.createApp(wrong));

            assertThat(nowhere.getStatus()).isEqualTo(404);
            assertThat(refused.getStatus()).isEqualTo(422);
        }
    }

    @Test
    void aGroupIsCreatedReadAndDeleted() throws Exception {
        try (Server server = new Server(folder)) {
            Marathon marathon = MarathonClient.getInstance(server.uri().toString());
            Group group = new Group();
            group.setId("/shop");
            group.setApps(List.of(app("/shop/web")));

            assertThat(marathon.createGroup(group).getVersion()).isNotEmpty();

            server.awaitRunning("/shop/web", 1);
            assertThat(marathon.getGroup("/shop").getApps()).hasSize(1);
            marathon.deleteGroup("/shop", true);
            assertThat(marathon.getApps().getApps()).isEmpty();
        }
    }

    private static App app(String id) {
        App app = new App();
        app.setId(id);
        app.setCmd("exec sleep 1000");
        app.setCpus(0.1);
        app.setMem(16.0);
        app.setInstances(1);
        return app;
    }
}
