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
}
