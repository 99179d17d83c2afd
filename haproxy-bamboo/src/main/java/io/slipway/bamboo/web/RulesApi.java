package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.read;
import static io.slipway.bamboo.web.Endpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.RuleException;
import io.slipway.bamboo.rule.RuleJson;
import io.slipway.bamboo.rule.RuleSet;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.rule.RuleStore.Change;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes operators' rules. Every change names the version it was made to, {@code ?version=3}: where somebody
 * else was faster, it gets 409 and changes nothing.
 */
final class RulesApi {

    private final RuleStore store;
    private final Clock clock;

    RulesApi(RuleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                read("/v1/rules", context -> answer(context, store.current())),
                read("/v1/rules/history", this::history),
                write(HandlerType.POST, "/v1/rules/check", RulesApi::check),
                write(HandlerType.POST, "/v1/rules/rollback", this::rollBack),
                read("/v1/rules/{id}", this::one),
                write(HandlerType.PUT, "/v1/rules", this::replace),
                write(HandlerType.PUT, "/v1/rules/{id}", this::put),
                write(HandlerType.DELETE, "/v1/rules/{id}", this::remove),
                write(HandlerType.PUT, "/v1/drains/{instance}", this::drain),
                write(HandlerType.DELETE, "/v1/drains/{instance}", this::endDrain));
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        Rule rule = store.current().rule(id).orElseThrow(() -> ApiException.notFound("There is no rule of this id."));
        JsonBody.write(context, RuleJson.json(rule));
    }

    private void put(Context context) {
        Rule rule = named(context.pathParam("id"), JsonBody.object(context));
        answer(context, store.put(rule, change(context, rule.reason())));
    }

    private void remove(Context context) {
        String id = context.pathParam("id");
        answer(context, store.remove(id, change(context, "removed " + id)));
    }

    private void replace(Context context) {
        JsonNode rules = JsonBody.object(context).path("rules");
        List<String> problems = new ArrayList<>();
        List<Rule> read = new ArrayList<>();
        if (!rules.isArray()) {
            problems.add("rules is to be a list of rules.");
        }
        for (int i = 0; i < rules.size(); i++) {
            try {
                read.add(RuleJson.rule(rules.get(i)));
            } catch (RuleException e) {
                String which = "rules[" + i + "]: ";
                e.problems().forEach(problem -> problems.add(which + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.unprocessable(problems);
        }
        answer(context, store.replace(read, change(context, "replaced all")));
    }

    private static void check(Context context) {
        JsonBody.write(context, RuleJson.json(RuleJson.rule(JsonBody.object(context))));
    }

    private void rollBack(Context context) {
        JsonNode to = JsonBody.object(context).path("to");
        if (!to.canConvertToLong()) {
            throw ApiException.unprocessable(List.of("to is to be the number of the version to go back to."));
        }
        answer(context, store.rollback(to.asLong(), change(context, "back to version " + to.asLong())));
    }

    private void history(Context context) {
        List<RuleSet> sets = store.history();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < sets.size(); i++) {
            RuleSet set = sets.get(i);
            // What changed in the oldest that is kept, nobody knows any more, unless it was the first.
            Optional<RuleSet> before = i + 1 < sets.size()
                    ? Optional.of(sets.get(i + 1))
                    : Optional.of(RuleSet.NONE).filter(none -> set.version() == 1);
            ObjectNode json = RuleJson.json(set);
            before.ifPresent(then -> set.changesSince(then).forEach(json.putArray("changes")::add));
            array.add(json);
        }
        JsonBody.write(context, array);
    }

    /** A drain is a rule like any other, of an id made of the instance's. */
    private void drain(Context context) {
        String instance = context.pathParam("instance");
        ObjectNode wish = JsonBody.object(context);
        ObjectNode rule = JsonNodeFactory.instance
                .objectNode()
                .put("id", drainId(instance))
                .put("drain", instance)
                .put("owner", Gate.account(context).name());
        rule.set("reason", wish.get("reason"));
        rule.set("expires", expiry(wish));
        RuleSet now = store.current();
        answer(
                context,
                store.put(RuleJson.rule(rule), new Change(now.version(), author(context), "drain " + instance)));
    }

    private @Nullable JsonNode expiry(ObjectNode wish) {
        JsonNode seconds = wish.path("seconds");
        if (seconds.isMissingNode()) {
            return wish.get("expires");
        }
        try {
            return JsonNodeFactory.instance.textNode(
                    clock.instant().plusSeconds(seconds.asLong()).toString());
        } catch (DateTimeException | ArithmeticException e) {
            throw ApiException.unprocessable(List.of("seconds is to be a number of seconds from now."));
        }
    }

    private void endDrain(Context context) {
        String instance = context.pathParam("instance");
        Change change = new Change(store.current().version(), author(context), "drained no more: " + instance);
        answer(context, store.remove(drainId(instance), change));
    }

    private static String drainId(String instance) {
        String readable = instance.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = readable.length() > 40 ? readable.substring(readable.length() - 40) : readable;
        return "drain-" + cut.replaceAll("^-|-$", "") + "-" + Integer.toHexString(instance.hashCode());
    }

    private static Rule named(String id, ObjectNode json) {
        String given = json.path("id").asText(id);
        if (!given.equals(id)) {
            throw ApiException.unprocessable(
                    List.of("The id in the body is another than the one in the path: give the same, or none."));
        }
        return RuleJson.rule(json.put("id", id));
    }

    private static Change change(Context context, String comment) {
        String version = context.queryParam("version");
        if (version == null || !version.matches("\\d{1,18}")) {
            throw ApiException.of(
                    428,
                    "Version required",
                    "Say which version of the rules the change is made to, as in ?version=3: GET /v1/rules tells it.");
        }
        String given = context.queryParam("comment");
        return new Change(Long.parseLong(version), author(context), given == null ? comment : oneLine(given));
    }

    private static String oneLine(String comment) {
        if (comment.length() > 500 || comment.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.badRequest("comment is to be one line of at most 500 characters.");
        }
        return comment;
    }

    private static String author(Context context) {
        return Gate.account(context).name();
    }

    private static void answer(Context context, RuleSet set) {
        JsonBody.write(context, RuleJson.json(set));
    }
}
