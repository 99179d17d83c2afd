package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.ids;
import static io.slipway.marathon.ContractApps.neverHealthy;
import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims how apps are created and read. */
abstract class CreationClaims extends Claims {

    @Test
    void aCreatedAppRunsTheWantedNumberOfHealthyTasks() {
        AppId id = apps().fresh();

        DeploymentResult result = marathon().create(sleeping(id, 2));

        App app = apps().awaitAsWanted(id);
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
        apps().awaitEnd(result);
        assertThat(marathon().app(id).orElseThrow().deployments()).isEmpty();
    }

    @Test
    void anAppInProgressIsHeldByItsDeployment() {
        AppId id = apps().fresh();

        DeploymentResult result = marathon().create(neverHealthy(sleeping(id, 1)));

        assertThat(marathon().app(id).orElseThrow().deployments()).containsExactly(result.deploymentId());
        assertThat(marathon().deployments()).anySatisfy(deployment -> {
            assertThat(deployment.id()).isEqualTo(result.deploymentId());
            assertThat(deployment.version()).isEqualTo(result.version());
            assertThat(deployment.affectedApps()).containsExactly(id);
        });
    }

    @Test
    void tasksAreListedWithTheirAppAloneAndTogether() {
        AppId id = apps().fresh();
        App app = apps().run(sleeping(id, 2));

        assertThat(ids(marathon().tasks(id))).isEqualTo(ids(app.tasks()));
        assertThat(ids(marathon().tasks())).containsAll(ids(app.tasks()));
        assertThat(marathon().apps()).anySatisfy(listed -> {
            assertThat(listed.id()).isEqualTo(id);
            assertThat(ids(listed.tasks())).isEqualTo(ids(app.tasks()));
            assertThat(listed.tasksHealthy()).isEqualTo(2);
        });
    }

    @Test
    void defaultsAreFilledInAndAServicePortIsGiven() {
        AppId id = apps().fresh();
        marathon().create(sleeping(id, 0));

        AppSpec stored = marathon().app(id).orElseThrow().spec();

        assertThat(stored.withDefaults()).isEqualTo(stored);
        assertThat(stored.toJson().at("/portDefinitions/0/port").asInt()).isPositive();
        assertThat(stored.toJson().at("/portDefinitions/0/name").asText()).isEqualTo("http");
    }

    @Test
    void aTaskKnowsItsNameItsAppItsHostAndItsPort() {
        AppId id = apps().fresh();
        String known = "test -n \"$MESOS_TASK_ID\" && test \"$MARATHON_APP_ID\" = \"" + id
                + "\" && test -n \"$HOST\" && test \"$PORT0\" -gt 0 && test \"$PORT0\" = \"$PORT\""
                + " && test \"$PORTS\" = \"$PORT0\" && test \"$PORT_HTTP\" = \"$PORT0\" && test \"$MINE\" = 'a b'";

        apps().run(sleeping(id, 1).withCmd(known + " && exec sleep 1000").withEnv(Map.of("MINE", "a b")));
    }

    @Test
    void anAppIsNotCreatedTwice() {
        AppId id = apps().fresh();
        apps().run(sleeping(id, 1));

        MarathonException refusal = refusal(() -> marathon().create(sleeping(id, 2)));

        assertThat(refusal).hasMessage("An app with id [" + id + "] already exists.");
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.lockedBy()).isEmpty();
        assertThat(marathon().app(id).orElseThrow().spec().instances()).isEqualTo(1);
    }

    @Test
    void unknownFieldsAreIgnored() {
        AppId id = apps().fresh();

        marathon().create(sleeping(id, 1).with("fromTheFuture", IntNode.valueOf(1)));

        apps().awaitAsWanted(id);
    }

    @Test
    void aDefinitionOfTheWrongShapeIsRefusedWithThePathOfTheFault() {
        AppSpec negative = sleeping(apps().fresh(), 1).with("instances", IntNode.valueOf(-1));

        MarathonException refusal = refusal(() -> marathon().create(negative));

        assertThat(refusal).hasMessage("Invalid JSON\n  /instances: error.min");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.details()).containsExactly("/instances: error.min");
    }

    @Test
    void aDefinitionThatRunsNothingIsRefused() {
        MarathonException refusal = refusal(() -> marathon().create(AppSpec.of(apps().fresh())));

        assertThat(refusal)
                .hasMessage("Object is not valid\n  /: AppDefinition must either contain one of 'cmd' or 'args', and/or"
                        + " a 'container'.");
        assertThat(refusal.status()).isEqualTo(422);
    }
}
