package io.slipway.local.marathon.state;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.plan.Action;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.marathon.AppId;
import java.util.List;
import java.util.Map;

/**
 * Is a deployment that is still in progress.
 *
 * @param step which of the plan's steps is being done, from 0
 * @param before what the affected apps were, for the way back; apps that were not there are absent
 */
public record Deployment(DeploymentPlan plan, int step, Map<AppId, AppVersion> before) {

    public Deployment {
        before = Map.copyOf(before);
    }

    public String id() {
        return plan.id();
    }

    public List<Action> currentActions() {
        return plan.steps().get(step);
    }

    public boolean isLast() {
        return step == plan.steps().size() - 1;
    }

    public Deployment next() {
        return new Deployment(plan, step + 1, before);
    }

    public boolean affects(AppId app) {
        return plan.affectedApps().contains(app);
    }
}
