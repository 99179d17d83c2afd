package io.slipway.local.marathon.plan;

import io.slipway.marathon.AppId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists the steps of a deployment: one after the other, the actions of one step side by side. */
public record DeploymentPlan(String id, String version, List<List<Action>> steps) {

    public DeploymentPlan {
        steps = steps.stream().map(List::copyOf).toList();
    }

    /** Returns the apps it touches, and therefore locks. */
    public Set<AppId> affectedApps() {
        Set<AppId> apps = new TreeSet<>();
        steps.forEach(step -> step.forEach(action -> apps.add(action.app())));
        return apps;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
