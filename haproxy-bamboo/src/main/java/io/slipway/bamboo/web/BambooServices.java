package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.bamboo.rule.RuleSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Translates between what Bamboo called a service, an ACL for one app, and a rule of ours. QubitProducts/bamboo 5ffa22e,
 * {@code api/service.go} and {@code services/service/storage.go}.
 */
final class BambooServices {

    private static final String PREFIX = "bamboo-";

    private BambooServices() {}

    /** Names the rule that stands for an app's service. */
    static String id(String app) {
        String readable =
                app.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = readable.length() > 40 ? readable.substring(0, 40) : readable;
        return PREFIX + cut + "-" + Integer.toHexString(app.hashCode());
    }

    /** An {@link IllegalArgumentException} says why there is no such rule. */
    static Rule rule(String app, String acl, String owner) {
        String path = app.startsWith("/") ? app : "/" + app;
        if (!path.matches("(/[a-z0-9.-]+)+") || path.length() > 512) {
            throw new IllegalArgumentException(Grammar.shown(app) + " is no app's id.");
        }
        Route route = BambooAcl.read(acl);
        Send send = new Send(route, Policy.DEFAULT, List.of(new Target(path, 1)), List.of());
        return new Rule(id(path), send, owner, "set through Bamboo's API", null, 0);
    }

    /** Reads the ACL of a service as Bamboo took it: {@code acl}, or {@code config.Acl}, in any case. */
    static Optional<String> acl(JsonNode service) {
        JsonNode config = field(service, "config");
        JsonNode acl = field(service, "acl");
        JsonNode found = acl.isTextual() ? acl : field(config, "acl");
        return found.isTextual() ? Optional.of(found.asText()) : Optional.empty();
    }

    static JsonNode field(JsonNode object, String name) {
        for (var entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    /** Lists as Bamboo did; rules of other making are none of its services. */
    static ObjectNode json(RuleSet rules) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Rule rule : rules.rules()) {
            if (rule.id().startsWith(PREFIX) && rule.action() instanceof Send send) {
                String app = send.to().get(0).name();
                json.set(app, one(app, BambooAcl.write(send.route())));
            }
        }
        return json;
    }

    static ObjectNode one(String app, String acl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("Id", app).put("Acl", acl);
        json.putObject("Config").put("Acl", acl);
        return json;
    }
}
