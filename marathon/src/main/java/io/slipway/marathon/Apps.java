package io.slipway.marathon;

import java.util.List;
import java.util.Optional;

/** Reads and changes apps. */
public interface Apps {

    /** Returns every app with its tasks. */
    default List<App> apps() {
        return apps(AppFilter.ALL);
    }

    /** Returns the apps that match, with their tasks. */
    List<App> apps(AppFilter filter);

    /** Returns every app in a group and below it, with its tasks. */
    List<App> appsBelow(GroupId group);

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

    /** Replaces several apps in one deployment, which is refused as a whole. */
    DeploymentResult replaceAll(List<AppSpec> specs, boolean force);

    /**
     * Replaces the fields that the spec names, each as a whole, and keeps all others.
     *
     * <p>Maps and lists are not merged, and a command cannot become arguments: {@link #replace} is safer.
     */
    DeploymentResult update(AppSpec fields, boolean force);

    /** Updates several apps in one deployment, which is refused as a whole when one is unknown. */
    DeploymentResult updateAll(List<AppSpec> fields, boolean force);

    /** Changes the number of instances and nothing else. */
    default DeploymentResult scale(AppId id, int instances) {
        return scale(id, instances, false);
    }

    DeploymentResult scale(AppId id, int instances, boolean force);

    default DeploymentResult restart(AppId id) {
        return restart(id, false);
    }

    DeploymentResult restart(AppId id, boolean force);

    default DeploymentResult delete(AppId id) {
        return delete(id, false);
    }

    /** Deletes an app. Marathon itself would force this change, alone among all, unless told otherwise. */
    DeploymentResult delete(AppId id, boolean force);

    /**
     * Returns the versions that are kept, in no order; some may be listed twice, or be older than the app.
     *
     * <p>To be able to go back, remember {@link App#version()} before a change.
     */
    List<String> versions(AppId id);

    Optional<App> version(AppId id, String version);

    /** Goes back to a version, instances and all, by a new deployment; the result is a new version. */
    DeploymentResult restore(AppId id, String version, boolean force);
}
