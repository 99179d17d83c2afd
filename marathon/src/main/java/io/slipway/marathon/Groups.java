package io.slipway.marathon;

import java.util.List;
import java.util.Optional;

/** Reads and changes groups. */
public interface Groups {

    /** Returns a group with its apps and all below it; the apps come without tasks. */
    Optional<Group> group(GroupId id);

    /** Returns the apps in a group and below it. */
    List<App> groupApps(GroupId id);

    List<String> groupVersions(GroupId id);

    Optional<Group> groupVersion(GroupId id, String version);

    DeploymentResult createGroup(GroupSpec spec, boolean force);

    /** Makes a group what the spec says: apps it does not name are stopped, groups it does not name are kept. */
    DeploymentResult replaceGroup(GroupSpec spec, boolean force);

    /** Returns what {@link #replaceGroup} would do, and does nothing. */
    List<Deployment.Step> planGroup(GroupSpec spec);

    /** Multiplies the instances of every app in a group and below it, rounded up. */
    DeploymentResult scaleGroup(GroupId id, double by, boolean force);

    DeploymentResult restoreGroup(GroupId id, String version, boolean force);

    /** Decides whether the apps of a top-level group must take its name as their role; since 1.9. */
    void enforceRole(GroupId id, boolean enforce);

    /** Deletes a group and everything in it; the root stays, and loses everything. */
    DeploymentResult deleteGroup(GroupId id, boolean force);
}
