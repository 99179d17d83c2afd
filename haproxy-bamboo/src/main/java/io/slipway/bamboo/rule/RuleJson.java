package io.slipway.bamboo.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rules as JSON, and reads them: the same shape in the store, in the API and in files.
 *
 * <pre>{@code
 * {"id": "canary", "host": "shop.example.com", "path": "/orders", "to": [{"target": "/orders", "weight": 9},
 *  {"target": "/orders-next", "weight": 1}], "balance": "leastconn", "sticky": true, "timeouts": {"server": "5s"},
 *  "owner": "ann", "reason": "try the new one", "expires": "2026-07-01T12:00:00Z"}
 * {"id": "look-into-it", "drain": "orders.4e1b", "owner": "ann", "reason": "heap dump"}
 * }</pre>
 */
public final class RuleJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RuleJson() {}

    /** Reads one rule; a {@link RuleException} says everything that is wrong with it. */
    public static Rule rule(JsonNode json) {
        return new RuleReader(json).read();
    }

    public static ObjectNode json(Rule rule) {
        ObjectNode json = JSON.createObjectNode().put("id", rule.id());
        if (rule.action() instanceof Send send) {
            send(send, json);
        } else if (rule.action() instanceof Drain drain) {
            json.put("drain", drain.instance());
        }
        json.put("owner", rule.owner()).put("reason", rule.reason());
        if (rule.expires() != null) {
            json.put("expires", rule.expires().toString());
        }
        return json.put("version", rule.version());
    }

    private static void send(Send send, ObjectNode json) {
        route(send.route(), json);
        Policy policy = send.policy();
        json.put("mode", policy.mode().word())
                .put("balance", policy.balance().word())
                .put("sticky", policy.sticky());
        ObjectNode timeouts = JSON.createObjectNode();
        put(timeouts, "server", policy.timeouts().server());
        put(timeouts, "tunnel", policy.timeouts().tunnel());
        json.set("timeouts", timeouts);
        ArrayNode to = json.putArray("to");
        for (Target target : send.to()) {
            to.addObject().put("target", target.name()).put("weight", target.weight());
        }
        if (!send.snippet().isEmpty()) {
            ArrayNode snippet = json.putArray("snippet");
            send.snippet().forEach(snippet::add);
        }
    }

    private static void route(Route route, ObjectNode json) {
        if (route.host() != null) {
            json.put("host", route.host());
        }
        json.put("path", route.path());
        if (route.port() != 0) {
            json.put("port", route.port());
        }
        json.put("redirectToHttps", route.redirectToHttps()).put("priority", route.priority());
    }

    private static void put(ObjectNode json, String field, @Nullable Duration duration) {
        if (duration != null) {
            json.put(field, duration.toMillis() + "ms");
        }
    }

    /** Writes a whole set. */
    public static ObjectNode json(RuleSet set) {
        ObjectNode json = JSON.createObjectNode()
                .put("version", set.version())
                .put("author", set.author())
                .put("comment", set.comment())
                .put("at", set.at().toString());
        ArrayNode rules = json.putArray("rules");
        set.rules().forEach(rule -> rules.add(json(rule)));
        return json;
    }

    /** Reads a set as it was stored. */
    static RuleSet set(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RuleException(List.of("The stored rules are no JSON."));
        }
        List<Rule> rules = new ArrayList<>();
        json.path("rules").forEach(rule -> rules.add(rule(rule)));
        if (json.path("version").asLong() < 1) {
            throw new RuleException(List.of("The stored rules have no version."));
        }
        return new RuleSet(
                json.path("version").asLong(),
                rules,
                json.path("author").asText(),
                json.path("comment").asText(),
                Instant.parse(json.path("at").asText("1970-01-01T00:00:00Z")));
    }
}
