package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.GroupRules;
import io.slipway.local.marathon.definition.GroupUpdate;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what clients ask of groups into the apps and groups that shall be, and has them committed. */
final class GroupChanges {

    private final Ledger ledger;
    private final Herald herald;
    private final Commits commits;

    GroupChanges(Ledger ledger, Herald herald, Commits commits) {
        this.ledger = ledger;
        this.herald = herald;
        this.commits = commits;
    }

    /** Holds everything there shall be, while it is being put together. */
    private record Target(
            Map<AppId, AppVersion> apps, SortedMap<String, List<String>> groups, String version, Set<Integer> taken) {}

    DeploymentResult create(GroupUpdate update, boolean force) {
        if (ledger.world().apps().keySet().stream().anyMatch(app -> app.path().equals(update.path()))) {
            throw Refusal.of(409, "An app with the path " + update.path() + " already exists.");
        }
        boolean isNew = !ledger.world().hasGroup(update.path())
                || (update.path().equals("/") && ledger.world().apps().isEmpty());
        if (!isNew) {
            throw Refusal.of(409, "Group " + update.path() + " is already created. Use PUT to change this group.");
        }
        return put(update, force);
    }

    DeploymentResult put(GroupUpdate update, boolean force) {
        Map<AppId, AppVersion> before = ledger.world().definitions();
        Target target = target(update);
        DeploymentResult result = commit(target, update.path(), force);
        target.apps().forEach((id, app) -> {
            if (!app.equals(before.get(id))) {
                herald.healthChecksAdded(app);
            }
        });
        return result;
    }

    /** Returns what {@link #put} would do, and does nothing. */
    DeploymentPlan plan(GroupUpdate update) {
        Target target = target(update);
        GroupRules.check(target.apps().keySet(), target.groups().keySet());
        return commits.plan(target.version(), target.apps(), target.groups());
    }

    /** Deletes a group with everything in it; the root stays, and nothing in it. */
    DeploymentResult delete(String group, boolean force) {
        if (!ledger.world().hasGroup(group)) {
            throw Refusal.of(404, "Group '" + group + "' does not exist");
        }
        Target target = target();
        target.apps().keySet().removeIf(app -> isIn(app.path(), group));
        target.groups().keySet().removeIf(one -> isAtOrIn(one, group));
        List<AppVersion> gone = ledger.world().definitions().values().stream()
                .filter(app -> isIn(app.id().path(), group))
                .toList();
        DeploymentResult result = commit(target, group, force);
        gone.forEach(herald::healthChecksRemoved);
        return result;
    }

    private DeploymentResult commit(Target target, String group, boolean force) {
        GroupRules.check(target.apps().keySet(), target.groups().keySet());
        DeploymentResult result =
                commits.commit(target.version(), target.apps(), target.groups(), force, Map.of(), group);
        herald.groupChanged(group, target.version());
        return result;
    }

    private Target target(GroupUpdate update) {
        Target target = target();
        Double factor = update.scaleBy();
        if (update.version() != null) {
            restore(update.path(), update.version(), target);
        } else if (factor == null) {
            lay(update, target);
        } else {
            target.apps()
                    .replaceAll((id, app) -> isIn(id.path(), update.path())
                            ? Changes.changed(app, scaled(app.definition(), factor), target.version())
                            : app);
        }
        return target;
    }

    /** Makes a group what it was; everything else stays. */
    private void restore(String group, String version, Target target) {
        World then = ledger.world()
                .at(version)
                .filter(world -> world.hasGroup(group))
                .orElseThrow(() -> Refusal.of(422, "Group " + group + " not available in version " + version));
        target.apps()
                .keySet()
                .removeIf(app -> isIn(app.path(), group) && !then.apps().containsKey(app));
        then.definitions().forEach((id, app) -> {
            if (isIn(id.path(), group)) {
                lay(app.definition(), target);
            }
        });
        target.groups().keySet().removeIf(one -> isAtOrIn(one, group));
        then.groups().forEach((one, dependencies) -> {
            if (isAtOrIn(one, group)) {
                target.groups().put(one, dependencies);
            }
        });
    }

    private Target target() {
        Set<Integer> taken = new HashSet<>();
        Map<AppId, AppVersion> apps = new TreeMap<>(ledger.world().definitions());
        apps.values().forEach(app -> taken.addAll(app.definition().servicePorts()));
        return new Target(apps, new TreeMap<>(ledger.world().groups()), ledger.nextVersion(), taken);
    }

    private static AppDefinition scaled(AppDefinition app, double factor) {
        double instances = Math.ceil(app.instances() * factor);
        return app.withInstances((int) Math.min(instances, Integer.MAX_VALUE));
    }

    private static void lay(GroupUpdate update, Target target) {
        List<String> dependencies = update.dependencies();
        if (!update.path().equals("/")) {
            target.groups()
                    .merge(
                            update.path(),
                            dependencies == null ? List.of() : dependencies,
                            (old, given) -> dependencies == null ? old : given);
        }
        List<AppDefinition> apps = update.apps();
        if (apps != null) {
            Set<AppId> wanted = new HashSet<>();
            apps.forEach(app -> wanted.add(app.id()));
            target.apps().keySet().removeIf(app -> isDirectlyIn(app.path(), update.path()) && !wanted.contains(app));
            apps.forEach(app -> lay(app, target));
        }
        update.groups().forEach(group -> lay(group, target));
    }

    private static void lay(AppDefinition wanted, Target target) {
        AppVersion current = target.apps().get(wanted.id());
        AppDefinition before = current == null ? null : current.definition();
        AppDefinition complete = wanted.withServicePorts(before, target.taken());
        target.taken().addAll(complete.servicePorts());
        target.apps()
                .put(
                        wanted.id(),
                        current == null
                                ? AppVersion.fresh(complete, target.version())
                                : Changes.changed(current, complete, target.version()));
    }

    private static boolean isIn(String path, String group) {
        return path.startsWith(group.equals("/") ? "/" : group + "/");
    }

    private static boolean isAtOrIn(String path, String group) {
        return path.equals(group) || isIn(path, group);
    }

    private static boolean isDirectlyIn(String path, String group) {
        return isIn(path, group) && path.indexOf('/', group.equals("/") ? 1 : group.length() + 1) < 0;
    }
}
