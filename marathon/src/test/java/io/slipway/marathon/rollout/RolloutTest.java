package io.slipway.marathon.rollout;

import static io.slipway.marathon.HealthCheck.mesosHttp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.Task;
import io.slipway.marathon.rollout.DeploymentWatch.Outcome;
import io.slipway.marathon.testing.Fate;
import io.slipway.marathon.testing.InMemoryMarathon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static final AppId ID = AppId.of("/orders");
    private static final AppSpec ORDERS = AppSpec.of(ID).withCmd("orders").withHealthChecks(List.of(mesosHttp("/", 1)));
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(60), Duration.ofMillis(20), 3);

    private final InMemoryMarathon marathon = InMemoryMarathon.selfRunning(RolloutTest::fate);
    private final List<String> progress = new ArrayList<>();

    private static Fate fate(AppSpec spec) {
        return Fate.valueOf(spec.env().getOrDefault("FATE", "HEALTHY"));
    }

    private static AppSpec fated(Fate fate) {
        return ORDERS.withEnv(Map.of("FATE", fate.name()));
    }

    @AfterEach
    void close() {
        marathon.close();
    }

    @Test
    void aChangeThatIsReachedSucceeded() throws Exception {
        assertThat(outcome(Optional.empty(), marathon.create(ORDERS))).isEqualTo(Outcome.SUCCEEDED);
        assertThat(progress).contains("1 of 1 running, 1 healthy");
    }

    @Test
    void aChangeThatChangesNothingSucceededThoughTheAppNeverTakesItsVersion() throws Exception {
        marathon.create(ORDERS);
        Optional<App> before = marathon.app(ID);

        // As a real Marathon answers; nobody listened when it was announced.
        DeploymentResult nothing = new DeploymentResult("256a3e33", "2026-11-24T02:57:33.287Z");

        assertThat(outcome(before, nothing)).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aChangeThatSomebodyOverrodeIsCancelled() throws Exception {
        marathon.create(ORDERS);
        Optional<App> before = marathon.app(ID);
        DeploymentResult stuck = marathon.replace(fated(Fate.UNHEALTHY), false);
        marathon.replace(ORDERS.withInstances(2), true);

        assertThat(outcome(before, stuck)).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void whatIsInProgressIsUndoneAndWhatIsOverIsRestored() {
        marathon.create(ORDERS);
        Rollback rollback = new Rollback(marathon, ID, marathon.app(ID));
        DeploymentResult stuck = marathon.replace(fated(Fate.UNHEALTHY), false);

        rollback.from(stuck);
        assertThat(app().spec()).isEqualTo(rollback.before().orElseThrow().spec());

        DeploymentResult over = marathon.replace(ORDERS.withInstances(3), false);
        rollback.from(over);
        assertThat(app().spec()).isEqualTo(rollback.before().orElseThrow().spec());
        assertThat(app().tasks()).hasSize(1);
    }

    @Test
    void whatMarathonNoLongerKeepsIsWrittenAnew() {
        marathon.create(ORDERS);
        Rollback rollback = new Rollback(marathon, ID, marathon.app(ID));
        marathon.delete(ID);
        marathon.create(ORDERS.withInstances(2));

        rollback.restore();

        assertThat(app().spec()).isEqualTo(rollback.before().orElseThrow().spec());
    }

    @Test
    void goingBackFromACreationDeletes() {
        DeploymentResult created = marathon.create(ORDERS);

        new Rollback(marathon, ID, Optional.empty()).from(created);

        assertThat(marathon.app(ID)).isEmpty();
    }

    @Test
    void anUnhealthyTaskIsAnObstacleWithTheEndOfItsLog() {
        marathon.create(fated(Fate.UNHEALTHY));
        Task task = app().tasks().get(0);

        assertThat(Obstacles.of(marathon, ID, log -> List.of("cannot reach the database")))
                .containsExactly(
                        "task " + task.id() + " on 127.0.0.1 " + task.ports() + " does not pass its health check",
                        "  cannot reach the database");
    }

    @Test
    void aTaskThatKeepsEndingIsAnObstacle() {
        marathon.create(fated(Fate.FAILING));

        assertThat(Obstacles.of(marathon, ID, TaskLog.NONE))
                .containsExactly(
                        "1 task waits to be launched: held back for 1 s, because tasks of it kept ending",
                        "task " + app().tasks().get(0).id() + " ended: Command exited with status 1 (TASK_FAILED)");
    }

    @Test
    void whatIsAsWantedHasNoObstacle() {
        marathon.create(ORDERS);

        assertThat(Obstacles.of(marathon, ID, TaskLog.NONE)).isEmpty();
    }

    @Test
    void aLockIsExplainedByWhatHoldsIt() {
        DeploymentResult stuck = marathon.create(fated(Fate.UNHEALTHY));
        MarathonException refusal = catchThrowableOfType(MarathonException.class, () -> marathon.scale(ID, 2, false));

        assertThat(Obstacles.ofLock(marathon, refusal))
                .containsExactly(
                        "held by deployment " + stuck.deploymentId() + ": ScaleApplication /orders, step 2 of 2");
    }

    private App app() {
        return marathon.app(ID).orElseThrow();
    }

    private Outcome outcome(Optional<App> before, DeploymentResult deployment) throws InterruptedException {
        try (DeploymentWatch watch =
                new DeploymentWatch(marathon, ID, PATIENCE, new Losses(ID, before), progress::add)) {
            watch.listen();
            return watch.await(deployment, before);
        }
    }
}
