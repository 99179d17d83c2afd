package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.neverHealthy;
import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Claims what every Marathon must do, whoever wrote it.
 *
 * <p>Its apps only sleep, and need {@code /bin/sh}; each test uses ids of its own and removes them, so it may run
 * against a server that others use too. A subclass gives the server and closes it.
 */
public abstract class MarathonContract {

    private static final String LOCKED = "App is locked by one or more deployments. Override with the option"
            + " '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";

    private Marathon marathon;
    private ContractApps apps;

    /** Returns a client of the server under test; called before each test. */
    protected abstract Marathon marathon();

    @BeforeEach
    void connect() {
        marathon = marathon();
        apps = new ContractApps(marathon);
    }

    @AfterEach
    void removeApps() {
        apps.cleanUp();
    }

    @Test
    void aCreatedAppRunsTheWantedNumberOfHealthyTasks() {
        AppId id = apps.fresh();

        DeploymentResult result = marathon.create(sleeping(id, 2));

        App app = apps.awaitAsWanted(id);
        assertThat(app.version()).isEqualTo(result.version()).isEqualTo(app.lastConfigChangeAt());
        assertThat(app.tasksRunning()).isEqualTo(2);
        assertThat(app.tasksHealthy()).isEqualTo(2);
        assertThat(app.tasksUnhealthy()).isZero();
        assertThat(app.tasks()).hasSize(2).allSatisfy(task -> {
            assertThat(task.id()).matches(id.underscored() + "\\.instance-[0-9a-f-]+\\._app\\.[0-9]+");
            assertThat(task.appId()).isEqualTo(id);
            assertThat(task.host()).isNotBlank();
            assertThat(task.ports()).hasSize(1);
            assertThat(task.version()).isEqualTo(app.version());
            assertThat(task.startedAt()).isNotBlank();
        });
        apps.awaitEnd(result);
        assertThat(marathon.app(id).orElseThrow().deployments()).isEmpty();
    }

    @Test
    void anAppInProgressIsHeldByItsDeployment() {
        AppId id = apps.fresh();

        DeploymentResult result = marathon.create(neverHealthy(sleeping(id, 1)));

        assertThat(marathon.app(id).orElseThrow().deployments()).containsExactly(result.deploymentId());
        assertThat(marathon.deployments()).anySatisfy(deployment -> {
            assertThat(deployment.id()).isEqualTo(result.deploymentId());
            assertThat(deployment.version()).isEqualTo(result.version());
            assertThat(deployment.affectedApps()).containsExactly(id);
        });
    }

    @Test
    void tasksAreListedWithTheirAppAloneAndTogether() {
        AppId id = apps.fresh();
        App app = apps.run(sleeping(id, 2));

        assertThat(ids(marathon.tasks(id))).isEqualTo(ids(app.tasks()));
        assertThat(ids(marathon.tasks())).containsAll(ids(app.tasks()));
        assertThat(marathon.apps()).anySatisfy(listed -> {
            assertThat(listed.id()).isEqualTo(id);
            assertThat(ids(listed.tasks())).isEqualTo(ids(app.tasks()));
            assertThat(listed.tasksHealthy()).isEqualTo(2);
        });
    }

    @Test
    void defaultsAreFilledInAndAServicePortIsGiven() {
        AppId id = apps.fresh();
        marathon.create(sleeping(id, 0));

        AppSpec stored = marathon.app(id).orElseThrow().spec();

        assertThat(stored.withDefaults()).isEqualTo(stored);
        assertThat(stored.toJson().at("/portDefinitions/0/port").asInt()).isPositive();
        assertThat(stored.toJson().at("/portDefinitions/0/name").asText()).isEqualTo("http");
    }

    @Test
    void aTaskKnowsItsNameItsAppItsHostAndItsPort() {
        AppId id = apps.fresh();
        String known = "test -n \"$MESOS_TASK_ID\" && test \"$MARATHON_APP_ID\" = \"" + id
                + "\" && test -n \"$HOST\" && test \"$PORT0\" -gt 0 && test \"$PORT0\" = \"$PORT\""
                + " && test \"$PORTS\" = \"$PORT0\" && test \"$PORT_HTTP\" = \"$PORT0\" && test \"$MINE\" = 'a b'";

        apps.run(sleeping(id, 1).withCmd(known + " && exec sleep 1000").withEnv(Map.of("MINE", "a b")));
    }

    @Test
    void anAppIsNotCreatedTwice() {
        AppId id = apps.fresh();
        apps.run(sleeping(id, 1));

        MarathonException refusal = refusal(() -> marathon.create(sleeping(id, 2)));

        assertThat(refusal).hasMessage("An app with id [" + id + "] already exists.");
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.lockedBy()).isEmpty();
        assertThat(marathon.app(id).orElseThrow().spec().instances()).isEqualTo(1);
    }

    @Test
    void replacingAnUnknownAppCreatesIt() {
        AppId id = apps.fresh();

        DeploymentResult result = marathon.replace(sleeping(id, 1), false);

        assertThat(apps.awaitAsWanted(id).version()).isEqualTo(result.version());
    }

    @Test
    void replacingAnAppByWhatItIsReturnsADeploymentAndStartsNothing() {
        AppId id = apps.fresh();
        App app = apps.run(sleeping(id, 2));

        DeploymentResult asWritten = marathon.replace(sleeping(id, 2), false);
        DeploymentResult asRead = marathon.replace(app.spec(), false);

        assertThat(asWritten.deploymentId()).isNotBlank().isNotEqualTo(asRead.deploymentId());
        assertThat(asRead.deploymentId()).isNotBlank();
        assertThat(apps.isRunning(asWritten) || apps.isRunning(asRead)).isFalse();
        App same = marathon.app(id).orElseThrow();
        assertThat(same.version()).isEqualTo(app.version());
        assertThat(ids(same.tasks())).isEqualTo(ids(app.tasks()));
    }

    @Test
    void replacingReplacesTheWholeDefinitionAndEveryTask() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 2).withEnv(Map.of("A", "1")).withLabels(Map.of("team", "shop")));

        marathon.replace(sleeping(id, 2).withEnv(Map.of("B", "2")), false);

        App after = apps.awaitAsWanted(id);
        assertThat(after.spec().env()).isEqualTo(Map.of("B", "2"));
        assertThat(after.spec().labels()).isEmpty();
        assertThat(after.lastConfigChangeAt()).isEqualTo(after.version()).isGreaterThan(before.version());
        assertThat(ids(after.tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void unknownFieldsAreIgnored() {
        AppId id = apps.fresh();

        marathon.create(sleeping(id, 1).with("fromTheFuture", IntNode.valueOf(1)));

        apps.awaitAsWanted(id);
    }

    @Test
    void scalingUpKeepsTheTasksThatRun() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1));

        marathon.scale(id, 3);

        App after = apps.awaitAsWanted(id);
        assertThat(after.spec().instances()).isEqualTo(3);
        assertThat(after.tasks()).hasSize(3);
        assertThat(ids(after.tasks())).containsAll(ids(before.tasks()));
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.lastConfigChangeAt()).isEqualTo(before.lastConfigChangeAt());
    }

    @Test
    void scalingDownEndsTasksAndStartsNone() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 3));

        DeploymentResult result = marathon.scale(id, 1);

        App after = apps.awaitAsWanted(id);
        apps.awaitEnd(result);
        assertThat(after.tasks()).hasSize(1);
        assertThat(ids(before.tasks())).containsAll(ids(after.tasks()));
    }

    @Test
    void scalingToNothingLeavesTheAppWithoutTasks() {
        AppId id = apps.fresh();
        apps.run(sleeping(id, 2));

        apps.awaitEnd(marathon.scale(id, 0));

        assertThat(apps.awaitAsWanted(id).tasks()).isEmpty();
    }

    @Test
    void restartingReplacesEveryTask() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 2));

        DeploymentResult result = marathon.restart(id);

        App after = apps.awaitAsWanted(id);
        apps.awaitEnd(result);
        assertThat(after.spec()).isEqualTo(before.spec());
        assertThat(after.version()).isEqualTo(result.version());
        assertThat(ids(after.tasks())).hasSize(2).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void aDeletedAppIsForgotten() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1));

        DeploymentResult result = marathon.delete(id);

        assertThat(marathon.app(id)).isEmpty();
        assertThat(ids(marathon.tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
        apps.awaitEnd(result);
        App again = apps.run(sleeping(id, 1));
        assertThat(ids(again.tasks())).doesNotContainAnyElementsOf(ids(before.tasks()));
    }

    @Test
    void whatIsUnknownIsRefusedByName() {
        AppId id = apps.fresh();
        String message = "App '" + id + "' does not exist";

        assertThat(marathon.app(id)).isEmpty();
        assertThat(List.of(
                        refusal(() -> marathon.scale(id, 1)),
                        refusal(() -> marathon.restart(id)),
                        refusal(() -> marathon.delete(id)),
                        refusal(() -> marathon.tasks(id))))
                .allSatisfy(refusal -> {
                    assertThat(refusal).hasMessage(message);
                    assertThat(refusal.status()).isEqualTo(404);
                });
        MarathonException deployment = refusal(() -> marathon.rollback("no-such-id"));
        assertThat(deployment).hasMessage("DeploymentPlan no-such-id does not exist");
        assertThat(deployment.status()).isEqualTo(404);
    }

    @Test
    void aDefinitionOfTheWrongShapeIsRefusedWithThePathOfTheFault() {
        AppSpec negative = sleeping(apps.fresh(), 1).with("instances", IntNode.valueOf(-1));

        MarathonException refusal = refusal(() -> marathon.create(negative));

        assertThat(refusal).hasMessage("Invalid JSON\n  /instances: error.min");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.details()).containsExactly("/instances: error.min");
    }

    @Test
    void aDefinitionThatRunsNothingIsRefused() {
        MarathonException refusal = refusal(() -> marathon.create(AppSpec.of(apps.fresh())));

        assertThat(refusal)
                .hasMessage("Object is not valid\n  /: AppDefinition must either contain one of 'cmd' or 'args', and/or"
                        + " a 'container'.");
        assertThat(refusal.status()).isEqualTo(422);
    }

    @Test
    void anAppInProgressIsLockedForEveryOtherChange() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1));
        DeploymentResult running = marathon.replace(neverHealthy(before.spec()), false);

        List<MarathonException> refusals = List.of(
                refusal(() -> marathon.replace(sleeping(id, 2), false)),
                refusal(() -> marathon.scale(id, 3)),
                refusal(() -> marathon.restart(id)),
                refusal(() -> marathon.delete(id)));

        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal).hasMessage(LOCKED);
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.lockedBy()).containsExactly(running.deploymentId());
        });
        assertThat(marathon.app(id).orElseThrow().version()).isEqualTo(running.version());
    }

    @Test
    void forceCancelsTheDeploymentThatHoldsTheApp() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1));
        DeploymentResult stuck = marathon.replace(neverHealthy(before.spec()), false);

        marathon.replace(sleeping(id, 2), true);

        assertThat(apps.isRunning(stuck)).isFalse();
        assertThat(apps.awaitAsWanted(id).tasks()).hasSize(2);
    }

    @Test
    void theOldTaskStaysUntilTheNewOneIsHealthy() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1));

        marathon.replace(neverHealthy(before.spec()), false);

        App during = apps.awaitApp(
                id, app -> app.tasks().stream().anyMatch(task -> task.isRunning() && app.isCurrent(task)));
        assertThat(ids(during.tasks())).containsAll(ids(before.tasks()));
    }

    @Test
    void rollingBackGoesBackToWhatWasBefore() {
        AppId id = apps.fresh();
        App before = apps.run(sleeping(id, 1).withEnv(Map.of("A", "1")));
        DeploymentResult stuck = marathon.replace(neverHealthy(before.spec()).withEnv(Map.of("A", "2")), false);

        DeploymentResult rollback = marathon.rollback(stuck.deploymentId());

        assertThat(rollback.deploymentId()).isNotEqualTo(stuck.deploymentId());
        assertThat(apps.isRunning(stuck)).isFalse();
        assertThat(apps.awaitAsWanted(id).spec()).isEqualTo(before.spec());
        apps.awaitEnd(rollback);
    }

    @Test
    void rollingBackACreationRemovesTheApp() {
        AppId id = apps.fresh();
        DeploymentResult stuck = marathon.create(neverHealthy(sleeping(id, 1)));

        apps.awaitEnd(marathon.rollback(stuck.deploymentId()));

        assertThat(marathon.app(id)).isEmpty();
    }

    @Test
    void aTaskThatEndsByItselfIsTheLastFailureOfItsApp() {
        AppId id = apps.fresh();
        marathon.create(AppSpec.of(id).withCmd("exit 1").withResources(0.01, 16));

        App app = apps.awaitApp(id, seen -> seen.lastTaskFailure() != null);

        TaskFailure failure = app.lastTaskFailure();
        assertThat(failure.message()).isEqualTo("Command exited with status 1");
        assertThat(failure.state()).isEqualTo("TASK_FAILED");
        assertThat(failure.taskId()).startsWith(id.underscored() + ".instance-");
    }

    @Test
    @SuppressWarnings("try") // Open while the body runs, and not named in it: JDK 25 warns.
    void eventsTellThatTasksRunAndThatDeploymentsEnd() throws Exception {
        AppId id = apps.fresh();
        AtomicInteger connected = new AtomicInteger();
        Set<MarathonEvent> events = ConcurrentHashMap.newKeySet();
        try (AutoCloseable stream = marathon.listen(events::add, connected::incrementAndGet)) {
            apps.await(() -> connected.get() == 1);

            App app = apps.run(sleeping(id, 1));

            DeploymentResult stuck = marathon.replace(neverHealthy(app.spec()), false);
            DeploymentResult forced = marathon.replace(app.spec(), true);
            apps.await(() -> events.contains(new MarathonEvent.DeploymentSuccess(forced.deploymentId())));
            assertThat(events)
                    .contains(
                            new MarathonEvent.DeploymentFailed(stuck.deploymentId(), "The upgrade has been cancelled"))
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(MarathonEvent.StatusUpdate.class, update -> {
                                assertThat(update.appId()).isEqualTo(id);
                                assertThat(update.taskStatus()).isEqualTo("TASK_RUNNING");
                                assertThat(update.taskId())
                                        .isEqualTo(app.tasks().get(0).id());
                            }));
        }
    }

    @Test
    @SuppressWarnings("try") // Open while the body runs, and not named in it: JDK 25 warns.
    void aListenerThatThrowsDoesNotEndTheEvents() throws Exception {
        AppId id = apps.fresh();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger connected = new AtomicInteger();
        try (AutoCloseable stream = marathon.listen(
                event -> {
                    seen.add(event.type());
                    throw new IllegalStateException("a listener that fails on purpose");
                },
                connected::incrementAndGet)) {
            apps.await(() -> connected.get() == 1);

            marathon.create(sleeping(id, 1));

            apps.await(() -> seen.containsAll(Set.of("status_update_event", "deployment_success")));
        }
    }

    private static Set<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }
}
