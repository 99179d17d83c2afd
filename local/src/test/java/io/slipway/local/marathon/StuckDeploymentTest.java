package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.Task;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.marathon.rollout.DeploymentWatch;
import io.slipway.marathon.rollout.DeploymentWatch.Outcome;
import io.slipway.marathon.rollout.Losses;
import io.slipway.marathon.rollout.Obstacles;
import io.slipway.marathon.rollout.Patience;
import io.slipway.marathon.rollout.Rollback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets deployments get stuck, and has the client say why: with what the task itself wrote. */
class StuckDeploymentTest {

    private static final AppId ID = AppId.of("/orders");

    @TempDir
    Path folder;

    private Server server;
    private Marathon marathon;

    @BeforeEach
    void start() {
        server = new Server(folder);
        marathon = MarathonClient.connect(List.of(server.uri()));
    }

    @AfterEach
    void stop() {
        marathon.close();
        server.close();
    }

    @Test
    void aTaskThatKeepsEndingIsExplainedByItsOwnLastLines() throws InterruptedException {
        AppSpec crashing = AppSpec.of(ID)
                .withCmd("echo opening the database; echo no route to db:5432 >&2; exit 3")
                .withHealthChecks(List.of(HealthCheck.mesosHttp("/", 1)));

        assertThat(outcome(Optional.empty(), marathon.create(crashing), 2)).isEqualTo(Outcome.FAILING);

        assertThat(Obstacles.of(marathon, ID, marathon::lastLines))
                .anyMatch(line -> line.matches("task orders\\..*\\._app\\.\\d+ ended: Command exited with status 3 .*"))
                .containsSubsequence("  opening the database", "  no route to db:5432");
    }

    @Test
    void aTaskThatNeverGetsHealthyIsExplainedByItsOwnLastLinesAndRolledBack() throws InterruptedException {
        AppSpec healthy = AppSpec.of(ID).withCmd("exec sleep 1000");
        marathon.create(healthy);
        server.awaitRunning(ID.path(), 1);
        Optional<App> before = marathon.app(ID);
        // Nobody listens at its port.
        AppSpec silent = healthy.withCmd("echo still migrating; exec sleep 1000")
                .withHealthChecks(List.of(HealthCheck.mesosHttp("/", 1)));

        DeploymentResult stuck = marathon.replace(silent, false);
        Task waiting = awaitNewTaskToSay("still migrating", before.orElseThrow());
        assertThat(outcome(before, stuck, 5)).isEqualTo(Outcome.LATE);

        assertThat(Obstacles.of(marathon, ID, marathon::lastLines))
                .anyMatch(line -> line.startsWith("task " + waiting.id() + " on 127.0.0.1 "))
                .endsWith("  still migrating");
        new Rollback(marathon, ID, before).from(stuck);
        server.awaitRunning(ID.path(), 1);
        assertThat(marathon.app(ID).orElseThrow().spec())
                .isEqualTo(before.orElseThrow().spec());
    }

    @Test
    void aTaskThatNobodyKnowsHasNoLines() {
        assertThat(marathon.lastLines("orders.instance-00000000-0000-1000-8000-000000000000._app.1"))
                .isEmpty();
    }

    private Task awaitNewTaskToSay(String line, App before) {
        return Awaitility.await()
                .until(
                        () -> marathon.tasks(ID).stream()
                                .filter(task -> before.tasks().stream()
                                        .noneMatch(old -> old.id().equals(task.id())))
                                .filter(task -> marathon.lastLines(task.id()).contains(line))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Outcome outcome(Optional<App> before, DeploymentResult deployment, int failures)
            throws InterruptedException {
        Patience patience = new Patience(
                before.isPresent() ? Duration.ofSeconds(1) : Duration.ofSeconds(30), Duration.ofMillis(50), failures);
        try (DeploymentWatch watch = new DeploymentWatch(marathon, ID, patience, new Losses(ID, before), line -> {})) {
            return watch.await(deployment, before);
        }
    }
}
