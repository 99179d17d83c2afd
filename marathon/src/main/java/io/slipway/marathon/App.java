package io.slipway.marathon;

import java.util.List;

/**
 * Shows an app as Marathon runs it now.
 *
 * @param version when its definition last changed; neither unique nor increasing (see the contract), so never sort by it
 * @param tasks empty unless embedded
 * @param deployments ids of the deployments that hold it
 */
public record App(
        AppSpec spec,
        String version,
        int tasksStaged,
        int tasksRunning,
        int tasksHealthy,
        int tasksUnhealthy,
        List<Task> tasks,
        List<String> deployments) {

    public App {
        tasks = List.copyOf(tasks);
        deployments = List.copyOf(deployments);
    }

    public AppId id() {
        return spec.id();
    }
}
