package io.slipway.local.marathon.state;

/**
 * Names where an instance is in its life.
 *
 * <p>Scheduled → Provisioned → Starting → Running → (Killing →) one of the terminal conditions; an instance that is
 * still wanted goes on from there to Provisioned, under the same id.
 */
public enum Condition {
    SCHEDULED("Scheduled", "TASK_STAGING"),
    PROVISIONED("Provisioned", "TASK_STAGING"),
    STARTING("Starting", "TASK_STARTING"),
    RUNNING("Running", "TASK_RUNNING"),
    KILLING("Killing", "TASK_KILLING"),
    FAILED("Failed", "TASK_FAILED"),
    FINISHED("Finished", "TASK_FINISHED"),
    KILLED("Killed", "TASK_KILLED"),
    /** It was to be started when the scheduler was killed, and never was. */
    DROPPED("Dropped", "TASK_DROPPED");

    private final String wireName;
    private final String taskState;

    Condition(String wireName, String taskState) {
        this.wireName = wireName;
        this.taskState = taskState;
    }

    /** Returns the name that events use. */
    public String wireName() {
        return wireName;
    }

    public String taskState() {
        return taskState;
    }

    /** Tells whether its process has ended. */
    public boolean isTerminal() {
        return compareTo(FAILED) >= 0;
    }

    /** Tells whether an instance in this condition has no process and waits for one. */
    public boolean isWaiting() {
        return this == SCHEDULED || isTerminal();
    }

    /** Tells whether an end in this condition holds the next launch back; being killed does not. */
    public boolean isHeldBack() {
        return this == FAILED || this == FINISHED;
    }
}
