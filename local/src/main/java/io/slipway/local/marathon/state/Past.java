package io.slipway.local.marathon.state;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.marathon.AppId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Is what a change has replaced: little, but enough to say how everything was before.
 *
 * @param version what everything was called until then
 * @param replaced what the apps were that have changed or gone
 * @param added apps that were not there
 * @param groups all that somebody had made, with what they wait for
 */
public record Past(
        String version, Map<AppId, AppVersion> replaced, Set<AppId> added, SortedMap<String, List<String>> groups) {

    public Past {
        replaced = Map.copyOf(replaced);
        added = Set.copyOf(added);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    static Past of(World before, World after) {
        Map<AppId, AppVersion> now = after.definitions();
        Map<AppId, AppVersion> replaced = new HashMap<>(before.definitions());
        replaced.entrySet().removeIf(app -> app.getValue().equals(now.get(app.getKey())));
        Set<AppId> added = new HashSet<>(now.keySet());
        added.removeAll(before.apps().keySet());
        return new Past(before.version(), replaced, added, before.groups());
    }

    /** Goes back one change; apps come without instances. */
    World before(World after) {
        Map<AppId, AppState> apps = new HashMap<>(after.apps());
        apps.keySet().removeAll(added);
        replaced.forEach((id, app) -> apps.put(id, AppState.created(app)));
        return World.of(apps, groups, version);
    }
}
