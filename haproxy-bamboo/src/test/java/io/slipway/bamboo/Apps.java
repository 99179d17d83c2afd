package io.slipway.bamboo;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.Task;
import io.slipway.marathon.Task.HealthCheckResult;
import java.util.List;
import java.util.Map;

/** Makes apps and tasks as Marathon would list them. */
public final class Apps {

    private static final List<HealthCheckResult> ALIVE = List.of(new HealthCheckResult(true, 0));

    private Apps() {}

    /** An app without health checks. */
    public static App app(String id, Map<String, String> labels, Task... tasks) {
        return of(AppSpec.of(AppId.of(id)).withLabels(labels), tasks);
    }

    /** An app with one. */
    public static App checkedApp(String id, Map<String, String> labels, Task... tasks) {
        return of(
                AppSpec.of(AppId.of(id))
                        .withLabels(labels)
                        .withHealthChecks(List.of(HealthCheck.mesosHttp("/health", 1))),
                tasks);
    }

    /** A running task that a health check found alive. */
    public static Task task(String app, String id, int port) {
        return new Task(id, AppId.of(app), "127.0.0.1", List.of(port), "TASK_RUNNING", "v", "t", ALIVE);
    }

    public static Task in(String state, Task task) {
        return new Task(
                task.id(),
                task.appId(),
                task.host(),
                task.ports(),
                state,
                task.version(),
                task.startedAt(),
                task.healthCheckResults());
    }

    public static Task health(List<HealthCheckResult> results, Task task) {
        return new Task(
                task.id(),
                task.appId(),
                task.host(),
                task.ports(),
                task.state(),
                task.version(),
                task.startedAt(),
                results);
    }

    public static Task on(String host, Task task) {
        return new Task(
                task.id(),
                task.appId(),
                host,
                task.ports(),
                task.state(),
                task.version(),
                task.startedAt(),
                task.healthCheckResults());
    }

    private static App of(AppSpec spec, Task... tasks) {
        return new App(spec, "v", null, 0, tasks.length, 0, 0, List.of(tasks), List.of(), null);
    }
}
