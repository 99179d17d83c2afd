package io.slipway.marathon;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows a group as Marathon holds it now.
 *
 * @param apps those directly in it
 * @param enforceRole whether its apps must take its name as their role; only top-level groups say, since 1.9
 */
public record Group(
        GroupId id,
        String version,
        List<App> apps,
        List<Group> groups,
        List<String> dependencies,
        @Nullable Boolean enforceRole) {

    public Group {
        apps = List.copyOf(apps);
        groups = List.copyOf(groups);
        dependencies = List.copyOf(dependencies);
    }

    /** Returns every app in it and below it. */
    public Stream<App> allApps() {
        return Stream.concat(apps.stream(), groups.stream().flatMap(Group::allApps));
    }
}
