package io.slipway.marathon;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Tells Marathon how to find out whether a task is healthy.
 *
 * @param protocol {@code HTTP HTTPS TCP} (asked by Marathon itself), {@code MESOS_HTTP MESOS_HTTPS MESOS_TCP COMMAND}
 *     (asked beside the task)
 * @param portIndex which of the app's ports; 0 when absent
 * @param maxConsecutiveFailures 0 never kills; Marathon-level checks kill on one failure more than this
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthCheck(
        String protocol,
        @Nullable String path,
        @Nullable Integer portIndex,
        @Nullable Integer port,
        int gracePeriodSeconds,
        int intervalSeconds,
        int timeoutSeconds,
        int maxConsecutiveFailures,
        @Nullable Integer delaySeconds,
        @Nullable Command command) {

    /** Holds a shell line that exits 0 when the task is healthy. */
    public record Command(String value) {}

    /** Asks a path on the first port, beside the task, starting at once. */
    public static HealthCheck mesosHttp(String path, int intervalSeconds) {
        return new HealthCheck("MESOS_HTTP", path, 0, null, 60, intervalSeconds, 5, 3, 0, null);
    }
}
