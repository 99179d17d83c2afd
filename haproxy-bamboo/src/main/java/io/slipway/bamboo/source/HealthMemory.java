package io.slipway.bamboo.source;

import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which tasks were healthy: a Marathon whose leader changed lists running tasks without any result, and a
 * missing result is no bad one. For one thread.
 */
final class HealthMemory {

    private Set<String> healthy = Set.of();

    /** Returns the ids of the tasks to be taken for healthy. */
    Set<String> update(List<App> apps) {
        Set<String> now = new HashSet<>();
        for (App app : apps) {
            for (Task task : app.tasks()) {
                boolean forgotten = task.healthCheckResults().isEmpty() && healthy.contains(task.id());
                if (task.isRunning() && (task.isHealthy() || forgotten)) {
                    now.add(task.id());
                }
            }
        }
        healthy = Set.copyOf(now);
        return healthy;
    }
}
