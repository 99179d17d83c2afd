package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.neverHealthy;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Claims what the event stream tells. */
abstract class EventClaims extends Claims {

    @Test
    @SuppressWarnings("try") // Open while the body runs, and not named in it: JDK 25 warns.
    void eventsTellThatTasksRunAndThatDeploymentsEnd() throws Exception {
        AppId id = apps().fresh();
        AtomicInteger connected = new AtomicInteger();
        Set<MarathonEvent> events = ConcurrentHashMap.newKeySet();
        try (AutoCloseable stream = marathon().listen(events::add, connected::incrementAndGet)) {
            apps().await(() -> connected.get() == 1);

            App app = apps().run(sleeping(id, 1));

            DeploymentResult stuck = marathon().replace(neverHealthy(app.spec()), false);
            DeploymentResult forced = marathon().replace(app.spec(), true);
            apps().await(() -> events.contains(new MarathonEvent.DeploymentSuccess(forced.deploymentId())));
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
        AppId id = apps().fresh();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger connected = new AtomicInteger();
        try (AutoCloseable stream = marathon()
                .listen(
                        event -> {
                            seen.add(event.type());
                            throw new IllegalStateException("a listener that fails on purpose");
                        },
                        connected::incrementAndGet)) {
            apps().await(() -> connected.get() == 1);

            marathon().create(sleeping(id, 1));

            apps().await(() -> seen.containsAll(Set.of("status_update_event", "deployment_success")));
        }
    }
}
