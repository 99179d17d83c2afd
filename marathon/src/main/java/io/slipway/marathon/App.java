package io.slipway.marathon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows an app as Marathon runs it now.
 *
 * @param version when its definition last changed; neither unique nor increasing (see the contract), so never sort by it
 * @param lastConfigChangeAt the version that last changed more than the number of instances; absent from an app that is
 *     not stored yet
 * @param tasks empty unless embedded
 * @param deployments ids of the deployments that hold it
 * @param lastTaskFailure kept until the app is deleted; absent from lists
 */
public record App(
        AppSpec spec,
        String version,
        @Nullable String lastConfigChangeAt,
        int tasksStaged,
        int tasksRunning,
        int tasksHealthy,
        int tasksUnhealthy,
        List<Task> tasks,
        List<String> deployments,
        @Nullable TaskFailure lastTaskFailure) {

    public App {
        tasks = List.copyOf(tasks);
        deployments = List.copyOf(deployments);
    }

    public AppId id() {
        return spec.id();
    }

    /**
     * Tells whether a task was started from what the app is now.
     *
     * <p>Scaling makes a new version and leaves tasks on the old one, so the version of the last configuration change
     * is the lower bound. The upper one is needed too: after a rollback the tasks of the failed upgrade carry a later
     * version (contract, fact 10).
     */
    public boolean isCurrent(Task task) {
        return isCurrent(task.version());
    }

    /** Tells whether a task of this version was started from what the app is now; the version may be absent. */
    public boolean isCurrent(@Nullable String started) {
        String since = lastConfigChangeAt == null ? version : lastConfigChangeAt;
        return started != null && since.compareTo(started) <= 0 && started.compareTo(version) <= 0;
    }

    /**
     * Tells whether exactly the wanted number of tasks runs, each of them current and, where the app has health
     * checks, healthy.
     */
    public boolean isAsWanted() {
        boolean checked = spec.hasHealthChecks();
        return tasks.size() == spec.instances()
                && tasks.stream()
                        .allMatch(task -> task.isRunning() && isCurrent(task) && (!checked || task.isHealthy()));
    }
}
