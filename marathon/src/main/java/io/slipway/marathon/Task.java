package io.slipway.marathon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one running, starting or dead copy of an app.
 *
 * @param state {@code TASK_RUNNING} and its like; since 1.8 dead tasks that wait for relaunch are listed too, so a
 *     router must look at it
 * @param ports host ports, empty for a task that waits
 * @param version the app version it was started from, absent for a task that waits
 */
public record Task(
        String id,
        AppId appId,
        @Nullable String host,
        List<Integer> ports,
        String state,
        @Nullable String version,
        @Nullable String startedAt,
        List<HealthCheckResult> healthCheckResults) {

    /** Tells what a health check last found. */
    public record HealthCheckResult(boolean alive, int consecutiveFailures) {}

    public Task {
        ports = ports == null ? List.of() : List.copyOf(ports);
        healthCheckResults = healthCheckResults == null ? List.of() : List.copyOf(healthCheckResults);
    }

    public boolean isRunning() {
        return state.equals("TASK_RUNNING");
    }

    /** Tells whether every check that has reported found it alive, and at least one has. */
    public boolean isHealthy() {
        return !healthCheckResults.isEmpty() && healthCheckResults.stream().allMatch(HealthCheckResult::alive);
    }
}
