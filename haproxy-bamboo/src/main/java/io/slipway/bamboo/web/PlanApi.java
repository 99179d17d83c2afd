package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.read;
import static io.slipway.bamboo.web.Endpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.RuleJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells what the edge would do: now, or if a rule were saved or removed. Does nothing. */
final class PlanApi {

    private final EdgeView view;
    private final Clock clock;

    PlanApi(EdgeView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                read("/v1/plan", context -> answer(context, view.rules())),
                write(HandlerType.POST, "/v1/plan", this::supposing));
    }

    private void supposing(Context context) {
        ObjectNode wish = JsonBody.object(context);
        List<Rule> rules = new ArrayList<>(view.rules());
        JsonNode removed = wish.path("remove");
        if (!removed.isMissingNode()) {
            rules.removeIf(rule -> rule.id().equals(removed.asText()));
        }
        if (wish.has("rule")) {
            Rule added = RuleJson.rule(wish.path("rule"));
            rules.removeIf(rule -> rule.id().equals(added.id()));
            if (added.isActive(clock.instant())) {
                rules.add(added);
            }
        }
        answer(context, rules);
    }

    private void answer(Context context, List<Rule> rules) {
        Preview preview = Preview.of(view.state(), view.supposing(rules), clock.instant());
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", preview.kind());
        preview.changes().forEach(json.putArray("changes")::add);
        JsonBody.write(context, json);
    }
}
