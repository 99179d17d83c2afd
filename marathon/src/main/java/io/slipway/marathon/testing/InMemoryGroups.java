package io.slipway.marathon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns groups into apps and back: nothing is held of a group but its apps, and its name while it has none. */
final class InMemoryGroups {

    private InMemoryGroups() {}

    /** Returns what becomes of every app that a group names, and of those directly in it that it names no more. */
    static Map<AppId, Optional<AppSpec>> changes(GroupSpec spec, Set<AppId> existing) {
        Map<AppId, Optional<AppSpec>> changes = new TreeMap<>();
        collect(spec.id(), spec.toJson(), existing, changes);
        return changes;
    }

    private static void collect(
            GroupId group, JsonNode json, Set<AppId> existing, Map<AppId, Optional<AppSpec>> changes) {
        if (json.has("apps")) {
            existing.stream()
                    .filter(app -> GroupId.of(app).equals(group))
                    .forEach(app -> changes.put(app, Optional.empty()));
        }
        for (JsonNode app : json.path("apps")) {
            AppId id = AppId.of(below(group, app.path("id").asText()));
            AppSpec spec = AppSpec.of(app).with("id", AppSpec.of(id).toJson().get("id"));
            Refusals.check(spec);
            changes.put(id, Optional.of(spec));
        }
        for (JsonNode child : json.path("groups")) {
            collect(GroupId.of(below(group, child.path("id").asText())), child, existing, changes);
        }
    }

    private static String below(GroupId group, String id) {
        return id.startsWith("/") ? id : (group.isRoot() ? "/" : group.path() + "/") + id;
    }

    /** Returns the group and all below it, as far as an app or a name says that they exist. */
    static Group tree(GroupId id, String version, Collection<App> apps, Set<GroupId> named) {
        Set<GroupId> children = new TreeSet<>();
        apps.stream()
                .filter(app -> id.holds(app.id()))
                .forEach(app -> child(id, app.id().path(), false).ifPresent(children::add));
        named.forEach(name -> child(id, name.path(), true).ifPresent(children::add));
        return new Group(
                id,
                version,
                apps.stream().filter(app -> GroupId.of(app.id()).equals(id)).toList(),
                children.stream()
                        .map(child -> tree(child, version, apps, named))
                        .toList(),
                List.of(),
                null);
    }

    private static Optional<GroupId> child(GroupId of, String path, boolean isGroup) {
        String prefix = of.isRoot() ? "/" : of.path() + "/";
        if (!path.startsWith(prefix) || path.length() == prefix.length()) {
            return Optional.empty();
        }
        int end = path.indexOf('/', prefix.length());
        return end < 0 && !isGroup
                ? Optional.empty()
                : Optional.of(GroupId.of(end < 0 ? path : path.substring(0, end)));
    }
}
