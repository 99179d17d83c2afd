package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.marathon.App;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import io.slipway.marathon.Groups;
import java.util.List;
import java.util.Optional;

/** Speaks {@code /v2/groups}. */
interface GroupCalls extends Groups, Calls {

    @Override
    default Optional<Group> group(GroupId id) {
        return groupAt(path(id));
    }

    private Optional<Group> groupAt(String path) {
        Answer answer = transport().send(Ask.get(path));
        return Refusal.isUnknown(answer) ? Optional.empty() : Optional.of(answer.read(AppReader::group));
    }

    @Override
    default List<App> groupApps(GroupId id) {
        return transport().send(Ask.get(path(id) + "/apps")).read(json -> AppReader.each(json, AppReader::app));
    }

    @Override
    default List<String> groupVersions(GroupId id) {
        return versionsAt(path(id));
    }

    @Override
    default Optional<Group> groupVersion(GroupId id, String version) {
        return groupAt(Ask.version(path(id), version));
    }

    @Override
    default DeploymentResult createGroup(GroupSpec spec, boolean force) {
        return change(Ask.post("v2/groups", spec.toJson()).forced(force));
    }

    @Override
    default DeploymentResult replaceGroup(GroupSpec spec, boolean force) {
        return change(Ask.put(path(spec.id()), spec.toJson()).forced(force));
    }

    @Override
    default List<Deployment.Step> planGroup(GroupSpec spec) {
        return transport()
                .send(Ask.put(path(spec.id()), spec.toJson()).with("dryRun", "true"))
                .read(json -> AppReader.steps(json.path("steps")));
    }

    @Override
    default DeploymentResult scaleGroup(GroupId id, double by, boolean force) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("scaleBy", by);
        return change(Ask.put(path(id), body).forced(force));
    }

    @Override
    default DeploymentResult restoreGroup(GroupId id, String version, boolean force) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("version", version);
        return change(Ask.put(path(id), body).forced(force));
    }

    @Override
    default void enforceRole(GroupId id, boolean enforce) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("enforceRole", enforce);
        transport().send(Ask.patch(path(id), body)).orRefuse();
    }

    @Override
    default DeploymentResult deleteGroup(GroupId id, boolean force) {
        return change(Ask.delete(path(id)).forced(force));
    }

    private static String path(GroupId id) {
        return id.isRoot() ? "v2/groups" : "v2/groups" + id.path();
    }
}
