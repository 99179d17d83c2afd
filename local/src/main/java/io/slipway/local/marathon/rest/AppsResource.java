package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Creation;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.scheduler.Update;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v2/apps} and below it everything that is about definitions. */
final class AppsResource {

    private final Scheduler scheduler;
    private final AppView view;
    private final String url;

    AppsResource(Scheduler scheduler, AppView view, String url) {
        this.scheduler = scheduler;
        this.view = view;
        this.url = url;
    }

    void addTo(Router router) {
        router.on(
                "/v2/apps/?",
                Map.of(
                        "GET", (request, path) -> list(request),
                        "POST", (request, path) -> create(request),
                        "PUT", (request, path) -> updateAll(request, request.flag("partialUpdate", true), true),
                        "PATCH", (request, path) -> updateAll(request, true, false)));
        router.on("/v2/apps/+(.+)/restart", Map.of("POST", this::restart));
        router.on("/v2/apps/+(.+)/versions", Map.of("GET", this::versions));
        router.on("/v2/apps/+(.+)/versions/([^/]+)", Map.of("GET", this::version));
        router.on("/v2/apps/+(?:(.*)/)?\\*", Map.of("GET", this::below));
        router.on(
                "/v2/apps/+(.+)",
                Map.of(
                        "GET",
                        this::show,
                        "PUT",
                        (request, path) -> update(request, path, request.flag("partialUpdate", true), true),
                        "PATCH",
                        (request, path) -> update(request, path, true, false),
                        "DELETE",
                        this::delete));
    }

    private Answer list(Request request) {
        World world = scheduler.world();
        Predicate<AppState> filter = filter(request);
        Embeds embeds = Embeds.of(request.all("embed"), "counts", "deployments");
        ObjectNode body = Json.object();
        ArrayNode apps = body.putArray("apps");
        world.apps().values().stream()
                .filter(filter)
                .forEach(app -> apps.add(view.show(app, world, embeds, scheduler.now())));
        return Answer.ok(body);
    }

    private static Predicate<AppState> filter(Request request) {
        String selector = request.one("label");
        Predicate<Map<String, String>> labels = selector == null ? any -> true : LabelSelector.parse(selector);
        return app -> contains(app.current().definition().json().path("cmd").asText(), request.one("cmd"))
                && contains(app.id().path(), request.one("id"))
                && labels.test(app.current().definition().labels());
    }

    private static boolean contains(String text, @Nullable String part) {
        return part == null || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private Answer create(Request request) {
        AppDefinition posted = AppReader.create(AppReader.parse(request.body()));
        Creation created = scheduler.create(posted, request.flag("force", false), request.caller());
        return Answer.json(201, AppView.created(created.app(), created.result()))
                .by(created.result())
                .with("Location", url + posted.id());
    }

    private Answer updateAll(Request request, boolean partial, boolean mayCreate) {
        JsonNode body = AppReader.parse(request.body());
        Map<AppId, ObjectNode> updates = new LinkedHashMap<>();
        for (JsonNode item : AppReader.array(body)) {
            ObjectNode update = AppReader.update(item);
            if (!update.has("id")) {
                throw Refusal.of(422, "requirement failed: App Update must have app id set");
            }
            updates.put(AppReader.id(update.path("id").asText()), update);
        }
        Update updated = scheduler.update(updates, partial, mayCreate, request.flag("force", false), request.caller());
        return Answer.deployment(200, updated.result());
    }

    private Answer show(Request request, Matcher path) {
        World world = scheduler.world();
        Embeds embeds = Embeds.of(request.all("embed"), "counts", "deployments", "tasks", "lastTaskFailure");
        ObjectNode body = Json.object();
        body.set("app", view.show(Ids.find(world, path.group(1)), world, embeds, scheduler.now()));
        return Answer.ok(body);
    }

    private Answer below(Request request, Matcher path) {
        World world = scheduler.world();
        String group = "/" + (path.group(1) == null ? "" : path.group(1));
        List<AppState> apps = Ids.below(world, group);
        Embeds embeds = Embeds.of(request.all("embed"), "counts", "deployments", "tasks", "lastTaskFailure");
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("*");
        apps.forEach(app -> list.add(view.show(app, world, embeds, scheduler.now())));
        return Answer.ok(body);
    }

    private Answer update(Request request, Matcher path, boolean partial, boolean mayCreate) {
        ObjectNode update = AppReader.update(AppReader.parse(request.body()));
        AppId id = AppReader.id(path.group(1));
        Update updated = scheduler.update(
                Map.of(id, update), partial, mayCreate, request.flag("force", false), request.caller());
        Answer answer = Answer.deployment(updated.created() ? 201 : 200, updated.result());
        return updated.created() ? answer.with("Location", url + id) : answer;
    }

    private Answer delete(Request request, Matcher path) {
        AppId id = Ids.known(path.group(1));
        return Answer.deployment(200, scheduler.delete(id, request.flag("force", true)));
    }

    private Answer restart(Request request, Matcher path) {
        AppId id = Ids.known(path.group(1));
        return Answer.deployment(200, scheduler.restart(id, request.flag("force", false)));
    }

    private Answer versions(Request request, Matcher path) {
        ObjectNode body = Json.object();
        ArrayNode versions = body.putArray("versions");
        Ids.find(scheduler.world(), path.group(1)).versions().forEach(one -> versions.add(one.version()));
        return Answer.ok(body);
    }

    private Answer version(Request request, Matcher path) {
        AppState app = Ids.find(scheduler.world(), path.group(1));
        String version = AppReader.version(path.group(2));
        return Answer.ok(app.version(version)
                .orElseThrow(() -> Refusal.notFound("App '" + app.id() + "' does not exist in version " + version))
                .json(true));
    }
}
