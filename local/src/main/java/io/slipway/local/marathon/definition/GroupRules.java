package io.slipway.local.marathon.definition;

import io.slipway.marathon.AppId;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds that nothing is an app and a group at once: {@code /a} and {@code /a/b} cannot both be apps. */
public final class GroupRules {

    private GroupRules() {}

    /**
     * Checks all apps together.
     *
     * @param explicit groups that are there without an app, too
     * @throws Refusal naming the group that has both, by its place in the tree
     */
    public static void check(Collection<AppId> apps, Collection<String> explicit) {
        SortedSet<String> groups = new TreeSet<>(explicit);
        for (AppId app : apps) {
            for (int slash = app.path().lastIndexOf('/');
                    slash > 0;
                    slash = app.path().lastIndexOf('/', slash - 1)) {
                groups.add(app.path().substring(0, slash));
            }
        }
        for (AppId app : apps) {
            if (groups.contains(app.path())) {
                throw Refusal.rule(
                        place(app.path(), groups), "Groups and Applications may not have the same identifier.");
            }
        }
    }

    /** Returns where the parent group stands: {@code /groups(0)/groups(1)}, or {@code /} for the root. */
    private static String place(String path, SortedSet<String> groups) {
        StringBuilder place = new StringBuilder();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String group = path.substring(0, slash);
            String parent = group.substring(0, group.lastIndexOf('/') + 1);
            List<String> siblings = groups.stream()
                    .filter(one -> one.startsWith(parent) && one.indexOf('/', parent.length()) < 0)
                    .toList();
            place.append("/groups(").append(siblings.indexOf(group)).append(')');
        }
        return place.isEmpty() ? "/" : place.toString();
    }
}
