package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.GroupUpdate;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.PlanJson;
import io.slipway.local.marathon.state.World;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** Answers {@code /v2/groups}: apps as a tree, changed together. */
final class GroupsResource {

    private final Scheduler scheduler;
    private final AppView view;
    private final String url;

    GroupsResource(Scheduler scheduler, AppView view, String url) {
        this.scheduler = scheduler;
        this.view = view;
        this.url = url;
    }

    void addTo(Router router) {
        Router.Handler enforceRole = (request, path) -> {
            throw Refusal.of(501, "Roles are not supported by this scheduler.");
        };
        router.on("/v2/groups(/.*)?/versions", Map.of("GET", this::versions));
        router.on("/v2/groups(/.*)?/versions/([^/]+)", Map.of("GET", this::version));
        router.on("/v2/groups(/.*)?/apps", Map.of("GET", this::apps));
        router.on(
                "/v2/groups(/.*)?",
                Map.of(
                        "GET",
                        this::show,
                        "POST",
                        this::create,
                        "PUT",
                        this::update,
                        "PATCH",
                        enforceRole,
                        "DELETE",
                        this::delete));
    }

    private Answer create(Request request, Matcher path) {
        GroupUpdate update = GroupUpdate.read(group(path), AppReader.parse(request.body()));
        return Answer.deployment(201, scheduler.createGroup(update, request.flag("force", false)))
                .with("Location", url + update.path());
    }

    private Answer update(Request request, Matcher path) {
        GroupUpdate update = GroupUpdate.read(group(path), AppReader.parse(request.body()));
        if (request.flag("dryRun", false)) {
            ObjectNode body = Json.object();
            ArrayNode steps = body.putArray("steps");
            scheduler.planGroup(update).steps().forEach(step -> steps.add(PlanJson.step(step)));
            return Answer.ok(body);
        }
        return Answer.deployment(200, scheduler.updateGroup(update, request.flag("force", false)));
    }

    private Answer delete(Request request, Matcher path) {
        return Answer.deployment(200, scheduler.deleteGroup(group(path), request.flag("force", false)));
    }

    private Answer show(Request request, Matcher path) {
        World world = scheduler.world();
        String group = group(path);
        return Answer.ok(tree(group, Ids.below(world, group), world, request.all("embed")));
    }

    private Answer apps(Request request, Matcher path) {
        World world = scheduler.world();
        Embeds embeds = Embeds.of(request.all("embed"), "counts", "deployments");
        ArrayNode apps = Json.array();
        Ids.below(world, group(path)).forEach(app -> apps.add(view.show(app, world, embeds, scheduler.now())));
        return Answer.ok(apps);
    }

    private Answer versions(Request request, Matcher path) {
        World world = scheduler.world();
        String group = group(path);
        if (!world.hasGroup(group)) {
            throw Refusal.notFound("Group '" + group + "' does not exist");
        }
        ArrayNode versions = Json.array();
        world.versionsOf(group).forEach(versions::add);
        return Answer.ok(versions);
    }

    private Answer version(Request request, Matcher path) {
        String group = group(path);
        String version = AppReader.version(path.group(2));
        World then = scheduler
                .world()
                .at(version)
                .filter(world -> world.hasGroup(group))
                .orElseThrow(() -> Refusal.notFound("Group '" + group + "' does not exist in version " + version));
        return Answer.ok(tree(group, Ids.below(then, group), then, request.all("embed")));
    }

    private ObjectNode tree(String group, List<AppState> below, World world, List<String> embed) {
        String prefix = group.equals("/") ? "/" : group + "/";
        boolean all = embed.isEmpty();
        ObjectNode json = Json.object().put("id", group);
        ArrayNode apps = json.putArray("apps");
        json.putArray("pods");
        ArrayNode groups = json.putArray("groups");
        TreeSet<String> children = new TreeSet<>();
        Embeds embeds = Embeds.of(embed);
        for (AppState app : below) {
            int slash = app.id().path().indexOf('/', prefix.length());
            if (slash >= 0) {
                children.add(app.id().path().substring(0, slash));
            } else if (all || embed.stream().anyMatch(one -> one.startsWith("group.apps"))) {
                apps.add(view.show(app, world, embeds, scheduler.now()));
            }
        }
        if (all || embed.contains("group.groups")) {
            world.groups().keySet().stream()
                    .filter(explicit -> explicit.startsWith(prefix) && !explicit.equals(group))
                    .map(explicit -> firstOf(explicit, prefix))
                    .forEach(children::add);
            children.forEach(child -> groups.add(tree(child, Ids.below(world, child), world, embed)));
        }
        world.groups().getOrDefault(group, List.of()).forEach(json.putArray("dependencies")::add);
        return json.put("version", world.version());
    }

    /** Returns {@code /a/b} of {@code /a/b/c} under the prefix {@code /a/}. */
    private static String firstOf(String path, String prefix) {
        int slash = path.indexOf('/', prefix.length());
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static String group(Matcher path) {
        return Ids.absolute(path.group(1) == null ? "" : path.group(1));
    }
}
