package io.slipway.local.marathon.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.GroupRules;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns what clients ask into the apps that shall be, and has them committed. */
final class Changes {

    private final Ledger ledger;
    private final Herald herald;
    private final Commits commits;

    Changes(Ledger ledger, Herald herald, Commits commits) {
        this.ledger = ledger;
        this.herald = herald;
        this.commits = commits;
    }

    Creation create(AppDefinition posted, boolean force, Caller caller) {
        AppId id = posted.id();
        if (ledger.app(id).isPresent()) {
            throw Refusal.of(409, "An app with id [" + id + "] already exists.");
        }
        String version = ledger.nextVersion();
        AppVersion shown = AppVersion.fresh(posted, version);
        AppVersion stored = AppVersion.fresh(posted.withServicePorts(null, takenPorts()), version);
        DeploymentResult result = commit(Map.of(id, stored), version, force);
        herald.apiPost(caller, shown.json(false));
        herald.healthChecksAdded(stored);
        return new Creation(result, shown);
    }

    /**
     * Updates apps together, all or none.
     *
     * @param partial lays each update over what its app is; else it is the whole definition
     * @param mayCreate false refuses apps that are not there
     */
    Update update(Map<AppId, ObjectNode> updates, boolean partial, boolean mayCreate, boolean force, Caller caller) {
        String version = ledger.nextVersion();
        Map<AppId, AppVersion> changed = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>(takenPorts());
        updates.forEach((id, update) -> {
            AppVersion next = next(id, update, partial, mayCreate, version, taken);
            taken.addAll(next.definition().servicePorts());
            changed.put(id, next);
        });
        Map<AppId, AppVersion> before = ledger.world().definitions();
        DeploymentResult result = commit(changed, version, force);
        changed.values().forEach(app -> {
            herald.apiPost(caller, app.json(before.containsKey(app.id())));
            if (!app.equals(before.get(app.id()))) {
                herald.healthChecksAdded(app);
            }
        });
        return new Update(result, !before.keySet().containsAll(changed.keySet()));
    }

    DeploymentResult delete(AppId id, boolean force) {
        AppState app = known(id);
        String version = ledger.nextVersion();
        Map<AppId, AppVersion> after = new TreeMap<>(ledger.world().definitions());
        after.remove(id);
        DeploymentResult result = commits.commit(version, after, force, Map.of(), parent(id));
        herald.healthChecksRemoved(app.current());
        herald.groupChanged(parent(id), version);
        return result;
    }

    DeploymentResult restart(AppId id, boolean force) {
        AppState app = known(id);
        String version = ledger.nextVersion();
        AppVersion next = app.current().restarted(version);
        DeploymentResult result = commit(Map.of(id, next), version, force);
        herald.healthChecksAdded(next);
        return result;
    }

    /** Ends these instances and lowers the number of their apps by as many. */
    DeploymentResult scaleDown(List<Instance> victims, boolean force) {
        String version = ledger.nextVersion();
        Map<AppId, Set<String>> named = victims.stream()
                .collect(Collectors.groupingBy(Instance::app, Collectors.mapping(Instance::id, Collectors.toSet())));
        Map<AppId, AppVersion> changed = new TreeMap<>();
        named.forEach((id, ids) -> {
            AppVersion current = known(id).current();
            int left = Math.max(0, current.definition().instances() - ids.size());
            changed.put(id, current.scaled(left, version));
        });
        Map<AppId, AppVersion> after = new TreeMap<>(ledger.world().definitions());
        after.putAll(changed);
        DeploymentResult result = commits.commit(version, after, force, named, group(changed));
        herald.groupChanged(group(changed), version);
        return result;
    }

    /** Undoes what a deployment was to do, on top of what has changed elsewhere since. */
    DeploymentResult rollBack(Deployment deployment) {
        String version = ledger.nextVersion();
        Map<AppId, AppVersion> after = new TreeMap<>(ledger.world().definitions());
        for (AppId id : deployment.plan().affectedApps()) {
            AppVersion before = deployment.before().get(id);
            AppVersion now = after.get(id);
            if (before == null) {
                after.remove(id);
            } else {
                after.put(
                        id, now == null ? AppVersion.fresh(before.definition(), version) : back(before, now, version));
            }
        }
        DeploymentResult result = commits.commit(version, after, true, Map.of(), "/");
        herald.groupChanged("/", version);
        return result;
    }

    private static AppVersion back(AppVersion before, AppVersion now, String version) {
        boolean onlyScaled = before.lastConfigChangeAt().equals(now.lastConfigChangeAt());
        return onlyScaled
                ? now.scaled(before.definition().instances(), version)
                : AppVersion.fresh(before.definition(), version);
    }

    private AppVersion next(
            AppId id, ObjectNode update, boolean partial, boolean mayCreate, String version, Set<Integer> taken) {
        AppState app = ledger.app(id).orElse(null);
        String wantedBack = AppReader.rollbackVersion(update);
        if (app == null) {
            if (!mayCreate || wantedBack != null) {
                throw Refusal.noApp(id);
            }
            return AppVersion.fresh(AppReader.replace(id, update).withServicePorts(null, taken), version);
        }
        AppVersion current = app.current();
        if (wantedBack != null) {
            AppDefinition old =
                    app.version(wantedBack).orElseThrow(() -> Refusal.noApp(id)).definition();
            return changed(current, old, version);
        }
        AppDefinition wanted = partial ? AppReader.merge(current.definition(), update) : AppReader.replace(id, update);
        return changed(current, wanted.withServicePorts(current.definition(), taken), version);
    }

    static AppVersion changed(AppVersion current, AppDefinition wanted, String version) {
        if (wanted.equals(current.definition())) {
            return current;
        }
        return wanted.isSameConfiguration(current.definition())
                ? current.scaled(wanted.instances(), version)
                : current.reconfigured(wanted, version);
    }

    private DeploymentResult commit(Map<AppId, AppVersion> changed, String version, boolean force) {
        Map<AppId, AppVersion> after = new TreeMap<>(ledger.world().definitions());
        after.putAll(changed);
        GroupRules.check(after.keySet(), ledger.world().groups().keySet());
        DeploymentResult result = commits.commit(version, after, force, Map.of(), group(changed));
        herald.groupChanged(group(changed), version);
        return result;
    }

    private AppState known(AppId id) {
        return ledger.app(id).orElseThrow(() -> Refusal.noApp(id));
    }

    private Set<Integer> takenPorts() {
        return ledger.world().apps().values().stream()
                .flatMap(app -> app.current().definition().servicePorts().stream())
                .collect(Collectors.toSet());
    }

    private static String group(Map<AppId, AppVersion> changed) {
        return changed.size() == 1 ? parent(changed.keySet().iterator().next()) : "/";
    }

    private static String parent(AppId id) {
        int slash = id.path().lastIndexOf('/');
        return slash == 0 ? "/" : id.path().substring(0, slash);
    }
}
