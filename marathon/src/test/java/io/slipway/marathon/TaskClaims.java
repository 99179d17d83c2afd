package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.ids;
import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims how tasks are killed. */
abstract class TaskClaims extends Claims {

    @Test
    void aKilledTaskIsReplaced() {
        AppId id = apps().fresh();
        Set<String> before = ids(apps().run(sleeping(id, 2)).tasks());
        String victim = before.iterator().next();

        List<Task> killed = marathon().kill(new TaskChoice.One(id, victim), false, false);

        assertThat(ids(killed)).containsExactly(victim);
        apps().awaitApp(id, app -> app.isAsWanted() && !ids(app.tasks()).contains(victim));
    }

    @Test
    void wipedTasksAreReplacedByNewInstances() {
        AppId id = apps().fresh();
        Set<String> before = ids(apps().run(sleeping(id, 2)).tasks());

        List<Task> killed = marathon().kill(new TaskChoice.OfApp(id), true, false);

        assertThat(ids(killed)).isEqualTo(before);
        apps().awaitApp(id, app -> app.isAsWanted() && before.stream().noneMatch(ids(app.tasks())::contains));
    }

    @Test
    void killingAndScalingLeavesTheOthers() {
        AppId id = apps().fresh();
        Set<String> before = ids(apps().run(sleeping(id, 3)).tasks());
        String victim = before.iterator().next();

        apps().awaitEnd(marathon().killAndScale(new TaskChoice.One(id, victim), false));

        App after = apps().awaitAsWanted(id);
        assertThat(after.spec().instances()).isEqualTo(2);
        assertThat(before).containsAll(ids(after.tasks()));
        assertThat(ids(after.tasks())).doesNotContain(victim);
    }

    @Test
    void tasksAreKilledByTheirIdsAndUnknownOnesPassedOver() {
        AppId id = apps().fresh();
        String victim = apps().run(sleeping(id, 1)).tasks().get(0).id();
        String unknown = id.underscored() + ".instance-00000000-0000-1000-8000-000000000000._app.1";

        List<Task> killed = marathon().kill(new TaskChoice.Listed(List.of(victim, unknown)), false, false);

        assertThat(ids(killed)).containsExactly(victim);
        assertThat(refusal(() -> marathon().kill(new TaskChoice.One(id, unknown), false, false)))
                .hasMessage("Task '" + unknown + "' does not exist");
    }

    @Test
    void onAnotherHostThereIsNothingToKill() {
        AppId id = apps().fresh();
        apps().run(sleeping(id, 1));

        assertThat(marathon().kill(new TaskChoice.OnHost(id, "no-such-host"), false, false))
                .isEmpty();
    }

    @Test
    void tasksAreListedByTheirStatus() {
        AppId id = apps().fresh();
        Set<String> running = ids(apps().run(sleeping(id, 1)).tasks());

        assertThat(ids(marathon().tasks(TaskStatus.RUNNING))).containsAll(running);
        assertThat(ids(marathon().tasks(TaskStatus.STAGING))).doesNotContainAnyElementsOf(running);
    }
}
