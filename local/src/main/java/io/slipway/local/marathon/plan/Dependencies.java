package io.slipway.local.marathon.plan;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.marathon.AppId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Tells which apps each app waits for: those it names, those in groups it names, and what its own groups name. */
final class Dependencies {

    private final Map<AppId, AppVersion> apps;
    private final SortedMap<String, List<String>> groups;

    private Dependencies(Map<AppId, AppVersion> apps, SortedMap<String, List<String>> groups) {
        this.apps = apps;
        this.groups = groups;
    }

    static Map<AppId, Set<AppId>> of(Map<AppId, AppVersion> apps, SortedMap<String, List<String>> groups) {
        Dependencies dependencies = new Dependencies(apps, groups);
        Map<AppId, Set<AppId>> all = new HashMap<>();
        apps.forEach((id, app) -> all.put(id, dependencies.of(app)));
        return all;
    }

    private Set<AppId> of(AppVersion app) {
        Set<AppId> named = new HashSet<>();
        app.definition().dependencies().forEach(id -> at(id.path()).forEach(named::add));
        groups.forEach((group, ids) -> {
            if (isBelow(app.id(), group)) {
                ids.forEach(id -> at(id).forEach(named::add));
            }
        });
        return named;
    }

    /** Returns the app of that id, or the apps of the group; what is not there is waited for by nobody. */
    private Stream<AppId> at(String path) {
        return apps.keySet().stream().filter(app -> app.path().equals(path) || isBelow(app, path));
    }

    private static boolean isBelow(AppId app, String group) {
        return app.path().startsWith(group.equals("/") ? "/" : group + "/");
    }
}
