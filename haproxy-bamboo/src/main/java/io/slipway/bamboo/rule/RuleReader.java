package io.slipway.bamboo.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import io.slipway.bamboo.rule.Rule.Action;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.marathon.AppId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one rule, and collects everything that is wrong with it. For one rule. */
final class RuleReader {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "host",
            "path",
            "port",
            "mode",
            "redirectToHttps",
            "priority",
            "balance",
            "sticky",
            "timeouts",
            "to",
            "snippet",
            "drain",
            "owner",
            "reason",
            "expires",
            "version");
    private static final int MOST_TARGETS = 16;

    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    RuleReader(JsonNode json) {
        this.json = json;
    }

    Rule read() {
        if (!json.isObject()) {
            throw new RuleException(List.of("A rule is a JSON object."));
        }
        unknownFields(json, FIELDS, "");
        String id = required("id", RuleReader::id, "?");
        Action action = json.has("drain") ? new Drain(required("drain", RuleReader::instance, "?")) : send();
        Rule rule = new Rule(
                id,
                action,
                required("owner", text -> line(text, 100), "?"),
                required("reason", text -> line(text, 500), "?"),
                read(json, "", "expires", RuleReader::instant, null),
                json.path("version").asLong());
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return rule;
    }

    private Send send() {
        Mode mode = orElse("mode", Grammar::mode, Mode.HTTP);
        int port = orElse("port", Grammar::port, 0);
        Route route = new Route(
                read(json, "", "host", Grammar::host, null),
                orElse("path", Grammar::path, "/"),
                port,
                orElse("redirectToHttps", Grammar::flag, false),
                orElse("priority", Grammar::priority, 0));
        boolean sticky = orElse("sticky", Grammar::flag, false);
        if (mode == Mode.TCP) {
            tcp(route, sticky);
        }
        Policy policy = new Policy(mode, orElse("balance", Grammar::balance, Balance.ROUNDROBIN), sticky, timeouts());
        return new Send(route, policy, targets(), Snippet.read(json.path("snippet"), problems));
    }

    private void tcp(Route route, boolean sticky) {
        if (route.port() == 0) {
            problems.add("port is missing: mode tcp needs a port of its own.");
        }
        if (route.host() != null || !route.path().equals("/") || route.redirectToHttps() || sticky) {
            problems.add("mode tcp knows no host, path, redirectToHttps and sticky: it sees bytes.");
        }
    }

    private Timeouts timeouts() {
        JsonNode timeouts = json.path("timeouts");
        unknownFields(timeouts, Set.of("server", "tunnel"), "timeouts.");
        return new Timeouts(
                read(timeouts, "timeouts.", "server", Grammar::duration, (Duration) null),
                read(timeouts, "timeouts.", "tunnel", Grammar::duration, (Duration) null));
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : json.path("to")) {
            unknownFields(target, Set.of("target", "weight"), "to.");
            String name = read(target, "to.", "target", RuleReader::target, null);
            Integer weight = read(target, "to.", "weight", Grammar::weight, 1);
            if (name != null && weight != null) {
                targets.add(new Target(name, weight));
            } else if (!target.has("target")) {
                problems.add("to.target is missing.");
            }
        }
        if (!json.path("to").isArray()
                || json.path("to").isEmpty()
                || json.path("to").size() > MOST_TARGETS) {
            problems.add("to is missing: write 1 to " + MOST_TARGETS
                    + " targets, as in [{\"target\": \"/orders\", \"weight\": 1}].");
        }
        return targets;
    }

    private void unknownFields(JsonNode object, Set<String> known, String prefix) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problems.add("There is no field " + Grammar.shown(prefix + field) + ".");
            }
        });
    }

    private <T> T required(String field, Function<String, T> reading, T stand) {
        if (!json.hasNonNull(field)) {
            problems.add(field + " is missing.");
            return stand;
        }
        return orElse(field, reading, stand);
    }

    private <T> T orElse(String field, Function<String, T> reading, T otherwise) {
        T read = read(json, "", field, reading, otherwise);
        return read == null ? otherwise : read;
    }

    private <T> @Nullable T read(
            JsonNode object, String prefix, String field, Function<String, T> reading, @Nullable T otherwise) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isValueNode()) {
            problems.add(prefix + field + " is to be a text, a number, or true or false.");
            return null;
        }
        try {
            return reading.apply(value.asText());
        } catch (IllegalArgumentException fault) {
            problems.add(prefix + field + " " + Grammar.shown(value.asText()) + " " + fault.getMessage() + ".");
            return null;
        }
    }

    private static String id(String text) {
        if (!text.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("is no id: write up to 63 lower-case letters, digits and inner dashes");
        }
        return text;
    }

    private static String target(String text) {
        if (!text.startsWith("/")) {
            return Grammar.service(text);
        }
        if (text.length() > 512) {
            throw new IllegalArgumentException("is no app id");
        }
        try {
            return new AppId(text).path();
        } catch (IllegalArgumentException noApp) {
            throw new IllegalArgumentException("is no app id", noApp);
        }
    }

    private static String instance(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,254}")) {
            throw new IllegalArgumentException("is no id of a task or instance");
        }
        return text;
    }

    private static String line(String text, int most) {
        if (text.isBlank() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is to be one line of 1 to " + most + " characters");
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no instant: write it as in 2026-07-01T12:00:00Z", e);
        }
    }
}
