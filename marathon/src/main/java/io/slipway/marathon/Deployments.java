package io.slipway.marathon;

import java.util.List;

/** Reads and ends deployments, and what waits to be launched. */
public interface Deployments {

    List<Deployment> deployments();

    /** Starts a deployment that undoes one that is in progress. */
    DeploymentResult rollback(String deploymentId);

    /** Ends a deployment where it stands: the app is what was wanted, old and new tasks stay side by side. */
    void cancel(String deploymentId);

    /** Returns the apps that wait for tasks to be launched; pods are left out. */
    List<QueuedApp> queue();

    /** Launches the tasks of an app at once that was held back because they kept ending. */
    void resetDelay(AppId id);
}
