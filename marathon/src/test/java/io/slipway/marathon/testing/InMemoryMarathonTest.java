package io.slipway.marathon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonContract;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryMarathonTest {

    private static final AppId ID = AppId.of("/orders");

    @Nested
    class RunningByItself extends MarathonContract {

        private final InMemoryMarathon marathon = InMemoryMarathon.selfRunning(RunningByItself::fate);

        private static Fate fate(AppSpec spec) {
            String check = spec.toJson().at("/healthChecks/0/command/value").asText();
            if (check.equals("false")) {
                return Fate.UNHEALTHY;
            }
            return spec.toJson().path("cmd").asText().equals("exit 1") ? Fate.FAILING : Fate.HEALTHY;
        }

        @Override
        protected Marathon marathon() {
            return marathon;
        }

        @AfterEach
        void close() {
            marathon.close();
        }
    }

    @Nested
    class MovedByHand {

        private final InMemoryMarathon marathon = new InMemoryMarathon();

        @AfterEach
        void close() {
            marathon.close();
        }

        @Test
        void aDeploymentEndsWhenItsAppIsAsWanted() {
            marathon.create(spec(1));
            Task task = marathon.addTask(ID, 31000);
            assertThat(marathon.deployments()).hasSize(1);

            marathon.setHealth(task.id(), true);

            assertThat(marathon.deployments()).isEmpty();
            assertThat(app().tasksHealthy()).isEqualTo(1);
        }

        @Test
        void aTaskThatFailsWaitsForRelaunchWithoutPorts() {
            marathon.create(spec(1));
            Task task = marathon.addTask(ID, 31000);

            marathon.setState(task.id(), "TASK_FAILED", "Command exited with status 3");

            Task waiting = app().tasks().get(0);
            assertThat(waiting.state()).isEqualTo("TASK_FAILED");
            assertThat(waiting.ports()).isEmpty();
            assertThat(waiting.version()).isNull();
            assertThat(app().lastTaskFailure().message()).isEqualTo("Command exited with status 3");
        }

        @Test
        void aRemovedTaskIsListedNoMore() {
            marathon.create(spec(1));
            Task task = marathon.addTask(ID, 31000);
            marathon.setState(task.id(), "TASK_KILLING", "");
            assertThat(app().tasks().get(0).ports()).containsExactly(31000);

            marathon.removeTask(task.id());

            assertThat(app().tasks()).isEmpty();
        }

        @Test
        void oneThatIsAwayAnswersNobodyAndTellsWhenItIsBack() {
            marathon.create(spec(0));
            AtomicInteger connected = new AtomicInteger();
            marathon.listen(event -> {}, connected::incrementAndGet);

            marathon.goAway();

            assertThatThrownBy(marathon::apps).hasMessage("Marathon does not answer: it was told to be away.");
            marathon.comeBack();
            assertThat(marathon.apps()).hasSize(1);
            await().until(() -> connected.get() == 2);
        }

        private App app() {
            return marathon.app(ID).orElseThrow();
        }

        private static AppSpec spec(int instances) {
            return AppSpec.of(ID)
                    .withCmd("sleep 1000")
                    .withInstances(instances)
                    .withHealthChecks(List.of(HealthCheck.mesosHttp("/", 1)));
        }
    }
}
