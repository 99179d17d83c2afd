package io.slipway.marathon;

import org.jspecify.annotations.Nullable;

/**
 * Tells how a task of an app last ended when nobody had asked it to.
 *
 * @param state {@code TASK_FAILED} and its like; {@code TASK_KILLED} when a health check had it killed
 * @param message why, {@code Command exited with status 3}
 */
public record TaskFailure(
        String taskId,
        String state,
        String message,
        @Nullable String host,
        @Nullable String version,
        String timestamp) {

    public TaskFailure {
        message = message == null ? "" : message;
    }
}
