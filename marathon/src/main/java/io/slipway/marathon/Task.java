package io.slipway.marathon;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one running, starting or dead copy of an app.
 *
 * @param state {@code TASK_RUNNING} and its like; since 1.8 dead tasks that wait for relaunch are listed too, so a
 *     router must look at it
 * @param ports host ports, empty for a task that waits
 * @param version the app version it was started from, absent for a task that waits
 * @param servicePorts filled only by the list of all tasks: take them from the app
 * @param region since 1.6, as is {@code zone}; {@code role} since 1.9
 */
public record Task(
        String id,
        AppId appId,
        @Nullable String host,
        List<Integer> ports,
        String state,
        @Nullable String version,
        @Nullable String startedAt,
        List<HealthCheckResult> healthCheckResults,
        @Nullable String stagedAt,
        List<Integer> servicePorts,
        List<IpAddress> ipAddresses,
        @Nullable String slaveId,
        @Nullable String region,
        @Nullable String zone,
        @Nullable String role) {

    /** Tells what a health check last found, and why it last failed, where Marathon says so. */
    public record HealthCheckResult(
            boolean alive,
            int consecutiveFailures,
            @Nullable String lastFailureCause) {

        @JsonCreator
        public HealthCheckResult {}

        public HealthCheckResult(boolean alive, int consecutiveFailures) {
            this(alive, consecutiveFailures, null);
        }
    }

    /** Names an address of a task; its own with container networking, its host's otherwise. */
    public record IpAddress(String ipAddress, @Nullable String protocol) {}

    @JsonCreator
    public Task {
        ports = ports == null ? List.of() : List.copyOf(ports);
        healthCheckResults = healthCheckResults == null ? List.of() : List.copyOf(healthCheckResults);
        servicePorts = servicePorts == null ? List.of() : List.copyOf(servicePorts);
        ipAddresses = ipAddresses == null ? List.of() : List.copyOf(ipAddresses);
    }

    /** Describes what every version of Marathon tells. */
    public Task(
            String id,
            AppId appId,
            @Nullable String host,
            List<Integer> ports,
            String state,
            @Nullable String version,
            @Nullable String startedAt,
            List<HealthCheckResult> healthCheckResults) {
        this(
                id,
                appId,
                host,
                ports,
                state,
                version,
                startedAt,
                healthCheckResults,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    public boolean isRunning() {
        return state.equals("TASK_RUNNING");
    }

    /** Tells whether every check that has reported found it alive, and at least one has. */
    public boolean isHealthy() {
        return !healthCheckResults.isEmpty() && healthCheckResults.stream().allMatch(HealthCheckResult::alive);
    }
}
