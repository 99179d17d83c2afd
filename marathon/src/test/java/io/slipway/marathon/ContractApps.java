package io.slipway.marathon;

import io.slipway.marathon.HealthCheck.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Describes the apps that {@link MarathonContract} runs, waits for them, and cleans up after them. */
final class ContractApps {

    private static final int PATIENCE_SECONDS = 60;
    private static final int NOT_IMPLEMENTED = 501;

    private final Marathon marathon;
    private final List<AppId> used = new ArrayList<>();
    private final List<GroupId> groups = new ArrayList<>();

    ContractApps(Marathon marathon) {
        this.marathon = marathon;
    }

    /** Names an app that no other test, and no other run on the same server, has named. */
    AppId fresh() {
        AppId id = AppId.of("/slipway-contract-" + UUID.randomUUID().toString().substring(0, 8));
        used.add(id);
        return id;
    }

    /** Names a group that nobody has named. */
    GroupId freshGroup() {
        GroupId group =
                GroupId.of("/slipway-contract-" + UUID.randomUUID().toString().substring(0, 8));
        groups.add(group);
        return group;
    }

    AppId below(GroupId group, String path) {
        AppId id = AppId.of(group + "/" + path);
        used.add(id);
        return id;
    }

    static AppSpec sleeping(AppId id, int instances) {
        return AppSpec.of(id)
                .withCmd("exec sleep 1000")
                .withResources(0.01, 16)
                .withInstances(instances)
                .withPorts(List.of(PortDefinition.named("http")))
                .withHealthChecks(List.of(command("true")));
    }

    /** Describes a change that can never become healthy, so that its deployment goes on until somebody ends it. */
    static AppSpec neverHealthy(AppSpec spec) {
        return spec.withHealthChecks(List.of(command("false")));
    }

    static HealthCheck command(String line) {
        return new HealthCheck("COMMAND", null, null, null, 300, 1, 5, 0, 0, new Command(line));
    }

    App awaitAsWanted(AppId id) {
        return awaitApp(id, App::isAsWanted);
    }

    App awaitApp(AppId id, Predicate<App> is) {
        return Awaitility.await()
                .alias(id.path())
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> marathon.app(id), app -> app.filter(is).isPresent())
                .orElseThrow();
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(condition);
    }

    /** Creates an app and waits until it is as wanted and nothing holds it. */
    App run(AppSpec spec) {
        DeploymentResult result = marathon.create(spec);
        awaitAsWanted(spec.id());
        awaitEnd(result);
        return marathon.app(spec.id()).orElseThrow();
    }

    void awaitEnd(DeploymentResult result) {
        await(() -> !isRunning(result));
    }

    boolean isRunning(DeploymentResult result) {
        return marathon.deployments().stream()
                .anyMatch(deployment -> deployment.id().equals(result.deploymentId()));
    }

    static Set<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }

    /** Skips the test when a server says that it does not do this at all. */
    static <T> T unlessNotDone(Supplier<T> call) {
        try {
            return call.get();
        } catch (MarathonException e) {
            Assumptions.assumeTrue(e.status() != NOT_IMPLEMENTED, e.getMessage());
            throw e;
        }
    }

    /** Runs what must be refused and returns the refusal. */
    static MarathonException refusal(Runnable call) {
        return Assertions.catchThrowableOfType(MarathonException.class, call::run);
    }

    void cleanUp() {
        for (AppId id : used) {
            Optional<App> app = marathon.app(id);
            if (app.isPresent()) {
                // Deleting waits for a lock; a forced change to no instances breaks it.
                awaitEnd(marathon.replace(app.get().spec().withInstances(0), true));
                awaitEnd(marathon.delete(id));
            }
        }
        // A real Marathon keeps a group that lost its last app.
        groups.stream()
                .filter(group -> marathon.group(group).isPresent())
                .forEach(group -> awaitEnd(marathon.deleteGroup(group, true)));
    }
}
