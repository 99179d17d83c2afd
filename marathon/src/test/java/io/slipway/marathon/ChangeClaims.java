package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.ids;
import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims how apps are changed and deleted. */
abstract class ChangeClaims extends Claims {

    @Test
    void replacingAnUnknownAppCreatesIt() {
        AppId id = apps().fresh();

        DeploymentResult result = marathon().replace(sleeping(id, 1), false);

        assertThat(apps().awaitAsWanted(id).version()).isEqualTo(result.version());
    }

    @Test
    void replacingAnAppByWhatItIsReturnsADeploymentAndStartsNothing() {
        AppId id = apps().fresh();
        App app = apps().run(sleeping(id, 2));

        DeploymentResult asWritten = marathon().replace(sleeping(id, 2), false);
        DeploymentResult asRead = marathon().replace(app.spec(), false);

        assertThat(asWritten.deploymentId()).isNotBlank().isNotEqualTo(asRead.deploymentId());
        assertThat(asRead.deploymentId()).isNotBlank();
        assertThat(apps().isRunning(asWritten) || apps().isRunning(asRead)).isFalse();
        App same = marathon().app(id).orElseThrow();
        assertThat(same.version()).isEqualTo(app.version());
        assertThat(ids(same.tasks())).isEqualTo(ids(app.tasks()));
    }

    @Test
    void replacingReplacesTheWholeDefinitionAndEveryTask() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 2).withEnv(Map.of("A", "1")).withLabels(Map.of("team", "shop")));

        marathon().replace(sleeping(id, 2).withEnv(Map.of("B", "2")), false);

        App after = apps().awaitAsWanted(id);
        assertThat(after.spec().env()).isEqualTo(Map.of("B", "2"));
        assertThat(after.spec().labels()).isEmpty();
        assertThat(after.lastConfigChangeAt()).isEqualTo(after.version()).isGreaterThan(before.version());
        assertThat(ids(after.tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void scalingUpKeepsTheTasksThatRun() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));

        marathon().scale(id, 3);

        App after = apps().awaitAsWanted(id);
        assertThat(after.spec().instances()).isEqualTo(3);
        assertThat(after.tasks()).hasSize(3);
        assertThat(ids(after.tasks())).containsAll(ids(before.tasks()));
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.lastConfigChangeAt()).isEqualTo(before.lastConfigChangeAt());
    }

    @Test
    void scalingDownEndsTasksAndStartsNone() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 3));

        DeploymentResult result = marathon().scale(id, 1);

        App after = apps().awaitAsWanted(id);
        apps().awaitEnd(result);
        assertThat(after.tasks()).hasSize(1);
        assertThat(ids(before.tasks())).containsAll(ids(after.tasks()));
    }

    @Test
    void scalingToNothingLeavesTheAppWithoutTasks() {
        AppId id = apps().fresh();
        apps().run(sleeping(id, 2));

        apps().awaitEnd(marathon().scale(id, 0));

        assertThat(apps().awaitAsWanted(id).tasks()).isEmpty();
    }

    @Test
    void restartingReplacesEveryTask() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 2));

        DeploymentResult result = marathon().restart(id);

        App after = apps().awaitAsWanted(id);
        apps().awaitEnd(result);
        assertThat(after.spec()).isEqualTo(before.spec());
        assertThat(after.version()).isEqualTo(result.version());
        assertThat(ids(after.tasks())).hasSize(2).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void aDeletedAppIsForgotten() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1));

        DeploymentResult result = marathon().delete(id);

        assertThat(marathon().app(id)).isEmpty();
        assertThat(ids(marathon().tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
        apps().awaitEnd(result);
        App again = apps().run(sleeping(id, 1));
        assertThat(ids(again.tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void whatIsUnknownIsRefusedByName() {
        AppId id = apps().fresh();
        String message = "App '" + id + "' does not exist";

        assertThat(marathon().app(id)).isEmpty();
        assertThat(List.of(
                        refusal(() -> marathon().scale(id, 1)),
                        refusal(() -> marathon().restart(id)),
                        refusal(() -> marathon().delete(id)),
                        refusal(() -> marathon().tasks(id))))
                .allSatisfy(refusal -> {
                    assertThat(refusal).hasMessage(message);
                    assertThat(refusal.status()).isEqualTo(404);
                });
        MarathonException deployment = refusal(() -> marathon().rollback("no-such-id"));
        assertThat(deployment).hasMessage("DeploymentPlan no-such-id does not exist");
        assertThat(deployment.status()).isEqualTo(404);
    }

    @Test
    void updatingKeepsWhatItDoesNotNameAndReplacesTheRestWhole() {
        AppId id = apps().fresh();
        App before = apps().run(sleeping(id, 1).withLabels(Map.of("a", "1")).withEnv(Map.of("A", "1")));

        marathon().update(AppSpec.of(id).withLabels(Map.of("b", "2")), false);

        App after = apps().awaitAsWanted(id);
        assertThat(after.spec()).isEqualTo(before.spec().withLabels(Map.of("b", "2")));
    }

    @Test
    void severalAppsChangeInOneDeployment() {
        AppId one = apps().fresh();
        AppId other = apps().fresh();

        DeploymentResult result = marathon().replaceAll(List.of(sleeping(one, 1), sleeping(other, 1)), false);
        apps().awaitEnd(result);
        marathon()
                .updateAll(
                        List.of(
                                AppSpec.of(one).withInstances(2),
                                AppSpec.of(other).withInstances(0)),
                        false);

        assertThat(apps().awaitAsWanted(one).tasks()).hasSize(2);
        assertThat(apps().awaitAsWanted(other).tasks()).isEmpty();
    }

    @Test
    void anUpdateOfSeveralAppsIsRefusedWholeWhenOneIsUnknown() {
        AppId known = apps().fresh();
        AppId unknown = apps().fresh();
        apps().run(sleeping(known, 1));

        MarathonException refusal = refusal(() -> marathon()
                .updateAll(
                        List.of(
                                AppSpec.of(known).withInstances(2),
                                AppSpec.of(unknown).withInstances(2)),
                        false));

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(marathon().app(known).orElseThrow().spec().instances()).isEqualTo(1);
    }
}
