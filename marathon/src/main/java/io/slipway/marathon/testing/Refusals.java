package io.slipway.marathon.testing;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.MarathonException;
import java.util.List;

/** Words the refusals as Marathon does. */
final class Refusals {

    private Refusals() {}

    static MarathonException away() {
        return new MarathonException("Marathon does not answer: it was told to be away.", 0, List.of(), List.of());
    }

    static MarathonException unknownApp(AppId id) {
        return new MarathonException("App '" + id + "' does not exist", 404, List.of(), List.of());
    }

    static MarathonException unknownVersion(AppId id, String version) {
        return new MarathonException(
                "App '" + id + "' does not exist in version " + version, 404, List.of(), List.of());
    }

    static MarathonException unknownGroup(GroupId id) {
        return new MarathonException("Group '" + id + "' does not exist", 404, List.of(), List.of());
    }

    static MarathonException existingGroup(GroupId id) {
        return new MarathonException(
                "Group " + id + " is already created. Use PUT to change this group.", 409, List.of(), List.of());
    }

    static MarathonException unknownTask(String id) {
        return new MarathonException("Task '" + id + "' does not exist", 404, List.of(), List.of());
    }

    static MarathonException notQueued(AppId id) {
        return new MarathonException("Application " + id + " not found in tasks queue.", 404, List.of(), List.of());
    }

    static MarathonException unknownDeployment(String id) {
        return new MarathonException("DeploymentPlan " + id + " does not exist", 404, List.of(), List.of());
    }

    static MarathonException exists(AppId id) {
        return new MarathonException("An app with id [" + id + "] already exists.", 409, List.of(), List.of());
    }

    static MarathonException locked(List<String> deployments) {
        return new MarathonException(
                "App is locked by one or more deployments. Override with the option '?force=true'. View details at"
                        + " '/v2/deployments/<DEPLOYMENT_ID>'.",
                409,
                List.of(),
                deployments);
    }

    /** Refuses the two mistakes that our own code could make; a real Marathon knows many more. */
    static void check(AppSpec spec) {
        if (spec.instances() < 0) {
            throw invalid("Invalid JSON", "/instances: error.min");
        }
        if (List.of("cmd", "args", "container").stream().noneMatch(spec.toJson()::has)) {
            throw invalid(
                    "Object is not valid",
                    "/: AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.");
        }
    }

    private static MarathonException invalid(String message, String detail) {
        return new MarathonException(message, 422, List.of(detail), List.of());
    }
}
