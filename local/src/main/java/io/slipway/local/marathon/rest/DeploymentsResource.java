package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.PlanJson;
import io.slipway.local.marathon.state.World;
import java.util.Map;
import java.util.regex.Matcher;

/** Answers {@code /v2/deployments}: shows what is in progress, undoes it or lets it be. */
final class DeploymentsResource {

    private final Scheduler scheduler;

    DeploymentsResource(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void addTo(Router router) {
        router.on("/v2/deployments/?", Map.of("GET", (request, path) -> list()));
        router.on("/v2/deployments/([^/]+)", Map.of("DELETE", this::delete));
    }

    private Answer list() {
        World world = scheduler.world();
        ArrayNode deployments = Json.array();
        world.deployments().forEach(deployment -> deployments.add(show(deployment, world)));
        return Answer.ok(deployments);
    }

    private Answer delete(Request request, Matcher path) {
        if (request.flag("force", false)) {
            scheduler.cancel(path.group(1));
            return Answer.empty(202);
        }
        return Answer.deployment(200, scheduler.rollBack(path.group(1)));
    }

    private static ObjectNode show(Deployment deployment, World world) {
        ObjectNode json = PlanJson.plan(deployment.plan());
        ArrayNode affected = json.putArray("affectedApps");
        deployment.plan().affectedApps().forEach(app -> affected.add(app.path()));
        json.putArray("affectedPods");
        ArrayNode actions = json.putArray("currentActions");
        deployment.currentActions().forEach(action -> {
            ObjectNode shown = PlanJson.action(action);
            shown.set(
                    "readinessCheckResults",
                    world.app(action.app()).map(AppView::readiness).orElseGet(Json::array));
            actions.add(shown);
        });
        return json.put("currentStep", deployment.step() + 1)
                .put("totalSteps", deployment.plan().steps().size());
    }
}
