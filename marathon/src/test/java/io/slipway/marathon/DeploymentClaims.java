package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.ids;
import static io.slipway.marathon.ContractApps.neverHealthy;
import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import io.slipway.marathon.Deployment.Action;
import io.slipway.marathon.Deployment.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims how deployments hold apps, end, and are undone. */
abstract class DeploymentClaims extends Claims {

    private static final String LOCKED = "App is locked by one or more deployments. Override with the option"
            + " '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";

    @Test
    void anAppInProgressIsLockedForEveryOtherChange() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));
        DeploymentResult running = marathon().replace(neverHealthy(before.spec()), false);

        List<MarathonException> refusals = List.of(
                refusal(() -> marathon().replace(sleeping(id, 2), false)),
                refusal(() -> marathon().scale(id, 3)),
                refusal(() -> marathon().restart(id)),
                refusal(() -> marathon().delete(id)));

        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal).hasMessage(LOCKED);
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.lockedBy()).containsExactly(running.deploymentId());
        });
        assertThat(marathon().app(id).orElseThrow().version()).isEqualTo(running.version());
    }

    @Test
    void forceCancelsTheDeploymentThatHoldsTheApp() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));
        DeploymentResult stuck = marathon().replace(neverHealthy(before.spec()), false);

        marathon().replace(sleeping(id, 2), true);

        assertThat(apps().isRunning(stuck)).isFalse();
        assertThat(apps().awaitAsWanted(id).tasks()).hasSize(2);
    }

    @Test
    void theOldTaskStaysUntilTheNewOneIsHealthy() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));

        marathon().replace(neverHealthy(before.spec()), false);

        App during = apps().awaitApp(
                        id, app -> app.tasks().stream().anyMatch(task -> task.isRunning() && app.isCurrent(task)));
        assertThat(ids(during.tasks())).containsAll(ids(before.tasks()));
    }

    @Test
    void rollingBackGoesBackToWhatWasBefore() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1).withEnv(Map.of("A", "1")));
        DeploymentResult stuck = marathon().replace(neverHealthy(before.spec()).withEnv(Map.of("A", "2")), false);

        DeploymentResult rollback = marathon().rollback(stuck.deploymentId());

        assertThat(rollback.deploymentId()).isNotEqualTo(stuck.deploymentId());
        assertThat(apps().isRunning(stuck)).isFalse();
        assertThat(apps().awaitAsWanted(id).spec()).isEqualTo(before.spec());
        apps().awaitEnd(rollback);
    }

    @Test
    void rollingBackACreationRemovesTheApp() {
        AppId id = apps().fresh();
        DeploymentResult stuck = marathon().create(neverHealthy(sleeping(id, 1)));

        apps().awaitEnd(marathon().rollback(stuck.deploymentId()));

        assertThat(marathon().app(id)).isEmpty();
    }

    @Test
    void aTaskThatEndsByItselfIsTheLastFailureOfItsApp() {
        AppId id = apps().fresh();
        marathon().create(AppSpec.of(id).withCmd("exit 1").withResources(0.01, 16));

        App app = apps().awaitApp(id, seen -> seen.lastTaskFailure() != null);

        TaskFailure failure = app.lastTaskFailure();
        assertThat(failure.message()).isEqualTo("Command exited with status 1");
        assertThat(failure.state()).isEqualTo("TASK_FAILED");
        assertThat(failure.taskId()).startsWith(id.underscored() + ".instance-");
    }

    @Test
    void aCancelledDeploymentEndsWhereItStands() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));
        DeploymentResult stuck = marathon().replace(neverHealthy(before.spec()), false);

        marathon().cancel(stuck.deploymentId());

        assertThat(apps().isRunning(stuck)).isFalse();
        assertThat(marathon().app(id).orElseThrow().version()).isEqualTo(stuck.version());
        assertThat(refusal(() -> marathon().cancel(stuck.deploymentId())).status())
                .isEqualTo(404);
    }

    @Test
    void aDeploymentTellsItsStepsAndWhatItDoesNow() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));
        DeploymentResult stuck = marathon().replace(neverHealthy(before.spec()), false);

        Deployment seen = marathon().deployments().stream()
                .filter(deployment -> deployment.id().equals(stuck.deploymentId()))
                .findFirst()
                .orElseThrow();

        Action restart = new Action("RestartApplication", id.path(), List.of());
        assertThat(seen.steps()).containsExactly(new Step(List.of(restart)));
        assertThat(seen.currentActions()).containsExactly(restart);
        assertThat(seen.currentStep()).isEqualTo(1);
        assertThat(seen.totalSteps()).isEqualTo(1);
    }

    @Test
    void anAppWhoseTasksKeepEndingWaitsInTheQueue() {
        AppId id = apps().fresh();
        marathon()
                .create(AppSpec.of(id)
                        .withCmd("exit 1")
                        .withResources(0.01, 16)
                        .with("backoffSeconds", IntNode.valueOf(600))
                        .with("maxLaunchDelaySeconds", IntNode.valueOf(3600)));
        apps().awaitApp(id, seen -> seen.lastTaskFailure() != null);

        apps().await(() -> queued(id).filter(queued -> queued.secondsLeft() > 0).isPresent());
        assertThat(queued(id).orElseThrow().count()).isEqualTo(1);
        assertThat(queued(id).orElseThrow().overdue()).isFalse();

        marathon().resetDelay(id);
        assertThat(refusal(() -> marathon().resetDelay(apps().fresh())).status())
                .isEqualTo(404);
    }

    private Optional<QueuedApp> queued(AppId id) {
        return marathon().queue().stream()
                .filter(queued -> queued.id().equals(id))
                .findFirst();
    }
}
