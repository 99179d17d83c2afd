package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.marathon.App;
import io.slipway.marathon.AppFilter;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Apps;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.GroupId;
import java.util.List;
import java.util.Optional;

/** Speaks {@code /v2/apps}. */
interface AppCalls extends Apps, Calls {

    @Override
    default List<App> apps(AppFilter filter) {
        return transport()
                .send(Ask.get("v2/apps").with(filter.query()).with("embed", "apps.tasks"))
                .read(json -> AppReader.each(json.path("apps"), AppReader::app));
    }

    @Override
    default List<App> appsBelow(GroupId group) {
        String path = "v2/apps" + (group.isRoot() ? "" : group.path()) + "/*";
        return transport()
                .send(Ask.get(path).with("embed", "apps.tasks"))
                .read(json -> AppReader.each(json.path("*"), AppReader::app));
    }

    @Override
    default Optional<App> app(AppId id) {
        Answer answer = transport().send(Ask.get(Ask.app(id)));
        return Refusal.isUnknown(answer)
                ? Optional.empty()
                : Optional.of(answer.read(json -> AppReader.app(json.path("app"))));
    }

    @Override
    default DeploymentResult create(AppSpec spec) {
        Answer answer = transport().send(Ask.post("v2/apps", spec.toJson()));
        return answer.read(json -> created(answer, json));
    }

    private static DeploymentResult created(Answer answer, JsonNode app) {
        String header = answer.deploymentId();
        String id = header == null ? app.path("deployments").path(0).path("id").asText() : header;
        return new DeploymentResult(id, app.path("version").asText());
    }

    @Override
    default DeploymentResult replace(AppSpec spec, boolean force) {
        return change(Ask.put(Ask.app(spec.id()), spec.toJson())
                .with("partialUpdate", "false")
                .with("force", String.valueOf(force)));
    }

    @Override
    default DeploymentResult replaceAll(List<AppSpec> specs, boolean force) {
        return change(
                Ask.put("v2/apps", array(specs)).with("partialUpdate", "false").with("force", String.valueOf(force)));
    }

    @Override
    default DeploymentResult update(AppSpec fields, boolean force) {
        return change(Ask.patch(Ask.app(fields.id()), fields.toJson()).forced(force));
    }

    @Override
    default DeploymentResult updateAll(List<AppSpec> fields, boolean force) {
        return change(Ask.patch("v2/apps", array(fields)).forced(force));
    }

    private static ArrayNode array(List<AppSpec> specs) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        specs.forEach(spec -> array.add(spec.toJson()));
        return array;
    }

    @Override
    default DeploymentResult scale(AppId id, int instances, boolean force) {
        // A PUT would create the app where it is missing; PATCH is there since 1.4.
        JsonNode body = JsonNodeFactory.instance.objectNode().put("instances", instances);
        return change(Ask.patch(Ask.app(id), body).forced(force));
    }

    @Override
    default DeploymentResult restart(AppId id, boolean force) {
        return change(Ask.post(Ask.app(id) + "/restart", JsonNodeFactory.instance.objectNode())
                .forced(force));
    }

    @Override
    default DeploymentResult delete(AppId id, boolean force) {
        // Alone among all changes, deleting forces by default.
        return change(Ask.delete(Ask.app(id)).with("force", String.valueOf(force)));
    }

    @Override
    default List<String> versions(AppId id) {
        return versionsAt(Ask.app(id));
    }

    @Override
    default Optional<App> version(AppId id, String version) {
        Answer answer = transport().send(Ask.get(Ask.version(Ask.app(id), version)));
        return Refusal.isUnknown(answer) ? Optional.empty() : Optional.of(answer.read(AppReader::app));
    }

    @Override
    default DeploymentResult restore(AppId id, String version, boolean force) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("version", version);
        return change(Ask.put(Ask.app(id), body).with("force", String.valueOf(force)));
    }
}
