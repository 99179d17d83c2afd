package io.slipway.marathon;

import java.util.List;

/** Reads and kills tasks. */
public interface Tasks {

    /** Returns the tasks of every app, dead ones that wait for relaunch included. */
    List<Task> tasks();

    List<Task> tasks(TaskStatus status);

    List<Task> tasks(AppId id);

    /**
     * Kills tasks, which are launched again, and returns those that are killed.
     *
     * @param wipe forgets the instance, so that a new one with a new id takes its place
     * @param force kills even where a deployment holds the app
     */
    List<Task> kill(TaskChoice which, boolean wipe, boolean force);

    /** Kills tasks and lowers the number of instances by as many, in one deployment. */
    DeploymentResult killAndScale(TaskChoice which, boolean force);

    /**
     * Returns the end of what a task has printed: the last lines of its stdout, then those of its stderr.
     *
     * <p>The scheduler of this kit has them for as long as it keeps the task's folder. Marathon itself does not: the
     * Mesos agent does. Nothing is returned then.
     */
    default List<String> lastLines(String taskId) {
        return List.of();
    }
}
