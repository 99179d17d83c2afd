package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.plan.Planner;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** Plans a change, sees whether anything holds its apps, and stores it: wholly or not at all. */
final class Commits {

    /** Marathon's {@code --max_running_deployments}. */
    private static final int MOST_DEPLOYMENTS = 100;

    private final Agent agent;
    private final Ledger ledger;
    private final Herald herald;
    private final Deployments deployments;

    Commits(Agent agent, Ledger ledger, Herald herald, Deployments deployments) {
        this.agent = agent;
        this.ledger = ledger;
        this.herald = herald;
        this.deployments = deployments;
    }

    /**
     * Stores what apps shall be and begins the deployment that makes them so.
     *
     * @param force cancels the deployments that hold an app of the plan
     * @param victims ids of instances that shall go first, by app
     * @throws Refusal when the change is locked, or there are too many deployments
     */
    DeploymentResult commit(
            String version,
            Map<AppId, AppVersion> after,
            boolean force,
            Map<AppId, Set<String>> victims,
            String group) {
        return commit(version, after, ledger.world().groups(), force, victims, group);
    }

    /**
     * Stores what apps and groups shall be, likewise.
     *
     * @param group what events name as changed
     */
    DeploymentResult commit(
            String version,
            Map<AppId, AppVersion> after,
            SortedMap<String, List<String>> groups,
            boolean force,
            Map<AppId, Set<String>> victims,
            String group) {
        World past = ledger.world();
        Map<AppId, AppVersion> before = past.definitions();
        DeploymentPlan plan = plan(version, after, groups);
        List<Deployment> holders = holders(plan);
        if (!holders.isEmpty() && !force) {
            herald.deploymentFailed(plan, Refusal.LOCKED);
            herald.groupNotChanged(group, version, Refusal.LOCKED);
            throw Refusal.locked(holders.stream().map(Deployment::id).toList());
        }
        if (ledger.world().deployments().size() - holders.size() >= MOST_DEPLOYMENTS) {
            throw Refusal.of(
                    403,
                    "Max number (" + MOST_DEPLOYMENTS + ") of running deployments is achieved. Wait for one to end.");
        }
        holders.forEach(deployments::cancel);
        store(before, after);
        if (!plan.isEmpty() || !groups.equals(past.groups())) {
            ledger.set(ledger.world().withGroups(groups).withVersion(version, past));
        }
        Map<AppId, AppVersion> affected = new HashMap<>(before);
        affected.keySet().retainAll(plan.affectedApps());
        deployments.begin(plan, affected, victims);
        return new DeploymentResult(plan.id(), version);
    }

    /** Plans the way there, and does nothing. */
    DeploymentPlan plan(String version, Map<AppId, AppVersion> after, SortedMap<String, List<String>> groups) {
        Map<AppId, AppVersion> before = ledger.world().definitions();
        after.values().stream().filter(app -> !app.equals(before.get(app.id()))).forEach(agent::check);
        return Planner.plan(UUID.randomUUID().toString(), version, before, after, groups);
    }

    private List<Deployment> holders(DeploymentPlan plan) {
        return ledger.world().deployments().stream()
                .filter(one -> !Collections.disjoint(one.plan().affectedApps(), plan.affectedApps()))
                .toList();
    }

    private void store(Map<AppId, AppVersion> before, Map<AppId, AppVersion> after) {
        World world = ledger.world();
        world.apps().forEach((id, app) -> {
            if (!after.containsKey(id)) {
                ledger.removeApp(app);
            }
        });
        after.forEach((id, target) -> {
            if (!before.containsKey(id)) {
                ledger.set(ledger.world().withApp(AppState.created(target)));
            } else if (!target.equals(before.get(id))) {
                ledger.update(id, app -> app.with(target));
            }
        });
    }
}
