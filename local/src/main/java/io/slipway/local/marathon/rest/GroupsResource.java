package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.World;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** Answers {@code /v2/groups}: apps as a tree. Groups are read here, never written. */
final class GroupsResource {

    private final Scheduler scheduler;
    private final AppView view;

    GroupsResource(Scheduler scheduler, AppView view) {
        this.scheduler = scheduler;
        this.view = view;
    }

    void addTo(Router router) {
        Router.Handler refuse = (request, path) -> {
            throw Refusal.of(
                    501, "Groups are read only in this scheduler: create, change and delete their apps by /v2/apps.");
        };
        router.on("/v2/groups(?:/.*)?/versions(?:/.*)?", Map.of("GET", refuse));
        router.on("/v2/groups(/.*)?/apps", Map.of("GET", this::apps));
        router.on(
                "/v2/groups(/.*)?",
                Map.of("GET", this::show, "POST", refuse, "PUT", refuse, "PATCH", refuse, "DELETE", refuse));
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
            children.forEach(child -> groups.add(tree(child, Ids.below(world, child), world, embed)));
        }
        json.putArray("dependencies");
        return json.put("version", world.version());
    }

    private static String group(Matcher path) {
        return Ids.absolute(path.group(1) == null ? "" : path.group(1));
    }
}
