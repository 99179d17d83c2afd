package io.slipway.marathon.rollout;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Deployment.Readiness;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.QueuedApp;
import io.slipway.marathon.Task;
import io.slipway.marathon.Task.HealthCheckResult;
import io.slipway.marathon.TaskFailure;
import io.slipway.marathon.lint.AppLint;
import io.slipway.marathon.lint.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains what keeps an app from what it is to be, one obstacle a line; lines of a task's log follow it, indented. */
public final class Obstacles {

    private final Optional<App> app;
    private final List<QueuedApp> queue;
    private final List<Deployment> deployments;
    private final TaskLog log;

    private Obstacles(Optional<App> app, List<QueuedApp> queue, List<Deployment> deployments, TaskLog log) {
        this.app = app;
        this.queue = queue;
        this.deployments = deployments;
        this.log = log;
    }

    /** Looks once; empty when nothing stands in the way, as far as Marathon tells. */
    public static List<String> of(Marathon marathon, AppId id, TaskLog log) {
        List<QueuedApp> queue = marathon.queue().stream()
                .filter(queued -> queued.id().equals(id))
                .toList();
        return new Obstacles(marathon.app(id), queue, holding(marathon, id), log).lines();
    }

    /**
     * Explains a change that was refused because deployments hold the app.
     *
     * @return a line for each holder; empty when it was refused for another reason
     */
    public static List<String> ofLock(Marathon marathon, MarathonException refusal) {
        return marathon.deployments().stream()
                .filter(deployment -> refusal.lockedBy().contains(deployment.id()))
                .map(deployment -> "held by deployment " + deployment.id() + ": " + actions(deployment) + ", step "
                        + deployment.currentStep() + " of " + deployment.totalSteps())
                .toList();
    }

    private static List<Deployment> holding(Marathon marathon, AppId id) {
        return marathon.deployments().stream()
                .filter(deployment -> deployment.affectedApps().contains(id))
                .toList();
    }

    private static String actions(Deployment deployment) {
        String actions = deployment.currentActions().stream()
                .map(action -> action.action() + " " + action.target())
                .collect(Collectors.joining(", "));
        return actions.isEmpty() ? "not begun" : actions;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        queue.forEach(queued -> lines.add(waiting(queued)));
        app.ifPresent(seen -> {
            lines.addAll(failure(seen));
            seen.tasks().stream()
                    .filter(task -> task.isRunning() && !task.isHealthy())
                    .filter(task -> seen.spec().hasHealthChecks())
                    .forEach(task -> lines.addAll(unhealthy(task)));
        });
        deployments.stream()
                .flatMap(deployment -> deployment.currentActions().stream())
                .flatMap(action -> action.readiness().stream())
                .filter(readiness -> !readiness.ready())
                .forEach(readiness -> lines.add(notReady(readiness)));
        if (!deployments.isEmpty()) {
            app.flatMap(seen -> AppLint.hang(seen.spec())).map(Finding::problem).ifPresent(lines::add);
        }
        return lines;
    }

    private static String waiting(QueuedApp queued) {
        String wait = queued.count() + (queued.count() == 1 ? " task waits" : " tasks wait") + " to be launched: ";
        if (!queued.overdue() && queued.secondsLeft() > 0) {
            return wait + "held back for " + queued.secondsLeft() + " s, because tasks of it kept ending";
        }
        return wait + (queued.whyUnused().isEmpty() ? "no offer has come yet" : queued.whyUnused());
    }

    private List<String> failure(App app) {
        TaskFailure failure = app.lastTaskFailure();
        // One of an earlier version says nothing about this one; it is kept until the app is deleted.
        return failure == null || !app.isCurrent(failure.version())
                ? List.of()
                : withLog(
                        "task " + failure.taskId() + " ended: " + failure.message() + " (" + failure.state() + ")",
                        failure.taskId());
    }

    private List<String> unhealthy(Task task) {
        String why = task.healthCheckResults().stream()
                .filter(result -> !result.alive())
                .map(HealthCheckResult::lastFailureCause)
                .filter(Objects::nonNull)
                .findFirst()
                .map(cause -> ": " + cause)
                .orElse("");
        String checked =
                task.healthCheckResults().isEmpty() ? "has not been checked yet" : "does not pass its health check";
        return withLog(
                "task " + task.id() + " on " + task.host() + " " + task.ports() + " " + checked + why, task.id());
    }

    private List<String> withLog(String obstacle, String taskId) {
        return Stream.concat(Stream.of(obstacle), log.lastLines(taskId).stream().map(line -> "  " + line))
                .toList();
    }

    private static String notReady(Readiness readiness) {
        String answer = readiness.status() == null ? "" : ": it was answered with " + readiness.status();
        return "task " + readiness.taskId() + " is not ready, says " + readiness.name() + answer;
    }
}
