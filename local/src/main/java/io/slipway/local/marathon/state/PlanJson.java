package io.slipway.local.marathon.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.plan.Action;
import io.slipway.local.marathon.plan.DeploymentPlan;
import java.util.List;

/** Shows plans as events and {@code /v2/deployments} do. */
public final class PlanJson {

    private PlanJson() {}

    /** Returns {@code {"id","steps","version"}}. */
    public static ObjectNode plan(DeploymentPlan plan) {
        ObjectNode json = Json.object().put("id", plan.id());
        ArrayNode steps = json.putArray("steps");
        plan.steps().forEach(step -> steps.add(step(step)));
        return json.put("version", plan.version());
    }

    /** Returns {@code {"actions":[{"action":"ScaleApplication","app":"/a"}]}}. */
    public static ObjectNode step(List<Action> actions) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("actions");
        actions.forEach(action -> list.add(action(action)));
        return json;
    }

    public static ObjectNode action(Action action) {
        return Json.object()
                .put("action", action.kind().wireName())
                .put("app", action.app().path());
    }
}
