package io.slipway.marathon.testing;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Task;
import io.slipway.marathon.Task.HealthCheckResult;
import io.slipway.marathon.TaskFailure;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds one app and its tasks; immutable, each change gives a new one. */
record InMemoryApp(
        AppSpec spec,
        String version,
        String changedAt,
        List<Task> tasks,
        @Nullable TaskFailure lastTaskFailure) {

    private static final List<String> ENDED =
            List.of("TASK_FAILED", "TASK_FINISHED", "TASK_ERROR", "TASK_GONE", "TASK_DROPPED", "TASK_LOST");

    InMemoryApp {
        tasks = List.copyOf(tasks);
    }

    static InMemoryApp created(AppSpec spec, String version) {
        return new InMemoryApp(spec, version, version, List.of(), null);
    }

    /** Takes a new definition: one that only scales leaves tasks current. */
    InMemoryApp changed(AppSpec wanted, String now) {
        boolean onlyScales = wanted.withInstances(0).equals(spec.withInstances(0));
        return new InMemoryApp(wanted, now, onlyScales ? changedAt : now, tasks, lastTaskFailure);
    }

    InMemoryApp restarted(String now) {
        return new InMemoryApp(spec, now, now, tasks, lastTaskFailure);
    }

    InMemoryApp with(Task task) {
        return withTasks(Stream.concat(tasks.stream(), Stream.of(task)).toList());
    }

    InMemoryApp without(Predicate<Task> gone) {
        return withTasks(tasks.stream().filter(gone.negate()).toList());
    }

    InMemoryApp withHealth(String taskId, boolean alive) {
        HealthCheckResult result = new HealthCheckResult(alive, alive ? 0 : 1);
        return map(taskId, task -> copy(task, task.state(), task.ports(), task.version(), List.of(result)));
    }

    /** A task that ended by itself waits for relaunch: without ports and version, and it is the last failure. */
    InMemoryApp withState(String taskId, String state, String message, String now) {
        if (!ENDED.contains(state)) {
            return map(taskId, task -> copy(task, state, task.ports(), task.version(), task.healthCheckResults()));
        }
        TaskFailure failure = new TaskFailure(taskId, state, message, "127.0.0.1", version, now);
        return new InMemoryApp(spec, version, changedAt, tasks, failure)
                .map(taskId, task -> copy(task, state, List.of(), null, List.of()));
    }

    private InMemoryApp map(String taskId, UnaryOperator<Task> change) {
        return withTasks(tasks.stream()
                .map(task -> task.id().equals(taskId) ? change.apply(task) : task)
                .toList());
    }

    private InMemoryApp withTasks(List<Task> changed) {
        return new InMemoryApp(spec, version, changedAt, changed, lastTaskFailure);
    }

    private static Task copy(
            Task task, String state, List<Integer> ports, @Nullable String version, List<HealthCheckResult> results) {
        return new Task(task.id(), task.appId(), task.host(), ports, state, version, task.startedAt(), results);
    }

    AppId id() {
        return spec.id();
    }

    App seen(List<String> deployments) {
        return new App(
                spec,
                version,
                changedAt,
                count(task -> task.state().equals("TASK_STAGING")),
                count(Task::isRunning),
                count(Task::isHealthy),
                count(task -> !task.isHealthy() && !task.healthCheckResults().isEmpty()),
                tasks,
                deployments,
                lastTaskFailure);
    }

    private int count(Predicate<Task> which) {
        return (int) tasks.stream().filter(which).count();
    }
}
