package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.health.HealthMonitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Knows which tasks are being asked for their health. */
final class Watches {

    private final HealthMonitor monitor;
    private final Map<String, Runnable> stops = new HashMap<>();

    Watches(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    void start(TaskOrder task, AppDefinition app, Duration age, HealthMonitor.Listener listener) {
        stops.put(task.taskId(), monitor.watch(task, app, age, listener));
    }

    void stop(String taskId) {
        Runnable stop = stops.remove(taskId);
        if (stop != null) {
            stop.run();
        }
    }
}
