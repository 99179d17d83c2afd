package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.open;
import static io.slipway.bamboo.web.Endpoint.read;
import static io.slipway.bamboo.web.Endpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.RuleJson;
import io.slipway.bamboo.rule.RuleSet;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.rule.RuleStore.Change;
import io.slipway.bamboo.topology.MarathonView;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers as Bamboo did, so that whoever spoke to it speaks to us; its services are rules here. Two things differ on
 * purpose: an error is a problem and never {@code null} with 200, and an ACL is read and not pasted.
 */
final class BambooApi {

    private final EdgeView view;
    private final RuleStore store;

    BambooApi(EdgeView view, RuleStore store) {
        this.view = view;
        this.store = store;
    }

    List<Endpoint> endpoints() {
        return List.of(
                open("/status", context -> context.result("OK")),
                read("/api/state", this::state),
                read("/api/services", context -> JsonBody.write(context, BambooServices.json(store.current()))),
                write(HandlerType.POST, "/api/services", this::put),
                write(HandlerType.PUT, "/api/services/<id>", this::put),
                write(HandlerType.DELETE, "/api/services/<id>", this::remove),
                write(HandlerType.POST, "/v1/rules/import", this::takeOver));
    }

    private void state(Context context) {
        MarathonView marathon = view.apps();
        if (!marathon.known()) {
            throw ApiException.of(503, "Not known yet", "Marathon has not answered yet: try again soon.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("Apps", BambooApps.json(marathon));
        json.set("Services", BambooServices.json(store.current()));
        JsonBody.write(context, json);
    }

    /** The id in the body wins, the path's is ignored: so it was. */
    private void put(Context context) {
        ObjectNode body = JsonBody.object(context);
        String id = BambooServices.field(body, "id").asText();
        if (id.isEmpty()) {
            throw ApiException.badRequest("can not use empty ID");
        }
        String acl = BambooServices.acl(body)
                .orElseThrow(() -> ApiException.badRequest("The service has no acl: write hdr(host) -i HOST."));
        Rule rule = rule(id, acl, context);
        store.put(rule, change(context, "set " + id + " through Bamboo's API"));
        JsonBody.write(context, BambooServices.one(id.startsWith("/") ? id : "/" + id, acl));
    }

    private static Rule rule(String id, String acl, Context context) {
        try {
            return BambooServices.rule(id, acl, Gate.account(context).name());
        } catch (IllegalArgumentException e) {
            throw ApiException.unprocessable(List.of(String.valueOf(e.getMessage())));
        }
    }

    private void remove(Context context) {
        String given = context.pathParam("id");
        String id = given.startsWith("/") ? given : "/" + given;
        store.remove(BambooServices.id(id), change(context, "removed " + id + " through Bamboo's API"));
        JsonBody.write(context, JsonNodeFactory.instance.objectNode());
    }

    private Change change(Context context, String comment) {
        return new Change(store.current().version(), Gate.account(context).name(), comment);
    }

    /**
     * Takes over what Bamboo kept in ZooKeeper: an object of its nodes, their names as they are there (the app's id, escaped
     * for a URL), their data as text or JSON. All of them or none.
     */
    private void takeOver(Context context) {
        RuleSet now = store.current();
        List<String> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>(now.rules());
        for (Map.Entry<String, JsonNode> node : JsonBody.object(context).properties()) {
            try {
                String app = URLDecoder.decode(node.getKey(), StandardCharsets.UTF_8);
                Rule rule = BambooServices.rule(
                        app, acl(node.getValue()), Gate.account(context).name());
                rules.removeIf(other -> other.id().equals(rule.id()));
                rules.add(rule);
            } catch (IllegalArgumentException e) {
                problems.add(node.getKey().replaceAll("[^A-Za-z0-9%._/-]", "?") + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.unprocessable(problems);
        }
        Change change = new Change(now.version(), Gate.account(context).name(), "taken over from Bamboo");
        JsonBody.write(context, RuleJson.json(store.replace(rules, change)));
    }

    /** Version 2 is JSON with {@code config.Acl}; what is no JSON is version 1, the ACL itself. */
    private static String acl(JsonNode data) {
        if (data.isObject()) {
            return BambooServices.acl(data).orElse("");
        }
        String text = data.asText();
        try {
            return text.strip().startsWith("{")
                    ? BambooServices.acl(JsonBody.parse(text)).orElse("")
                    : text;
        } catch (IOException e) {
            throw new IllegalArgumentException("Its data begins as JSON and is none.", e);
        }
    }
}
