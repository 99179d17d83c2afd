package io.slipway.marathon;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Speaks to a Marathon.
 *
 * <p>Every method blocks and throws {@link MarathonException} for every answer but success. A deployment neither times
 * out nor fails by itself: whoever starts one brings a deadline. Implementations are safe for use by several threads.
 */
public interface Marathon extends AutoCloseable {

    /** Returns every app with its tasks. */
    List<App> apps();

    /** Returns an app with its tasks. */
    Optional<App> app(AppId id);

    DeploymentResult create(AppSpec spec);

    /**
     * Makes an app what the spec says, whole: what the spec leaves out gets its default. Creates it where it is
     * missing.
     *
     * @param force cancels the deployments that hold the app
     */
    DeploymentResult replace(AppSpec spec, boolean force);

    /** Changes the number of instances and nothing else. */
    DeploymentResult scale(AppId id, int instances);

    DeploymentResult restart(AppId id);

    DeploymentResult delete(AppId id);

    /** Returns the tasks of every app, dead ones that wait for relaunch included. */
    List<Task> tasks();

    List<Task> tasks(AppId id);

    List<Deployment> deployments();

    /** Starts a deployment that undoes one that is in progress. */
    DeploymentResult rollback(String deploymentId);

    /**
     * Listens until closed, reconnecting by itself.
     *
     * @param listener is called on one thread; may throw, which is logged
     * @param connected is called after every connect: events were missed, fetch the state again
     */
    AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected);

    @Override
    void close();
}
