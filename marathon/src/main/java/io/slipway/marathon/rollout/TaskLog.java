package io.slipway.marathon.rollout;

import java.util.List;

/** Reads what a task wrote last; where that lies is not Marathon's to say, but {@code Marathon#lastLines} may know. */
@FunctionalInterface
public interface TaskLog {

    /** Reaches no log. */
    TaskLog NONE = task -> List.of();

    /** Returns the last lines, the latest last; none when they cannot be reached. */
    List<String> lastLines(String taskId);
}
