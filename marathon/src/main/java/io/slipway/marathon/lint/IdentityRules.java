package io.slipway.marathon.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at who an app is and what it runs. */
final class IdentityRules {

    // Marathon's own words below an app's path, since 1.8.
    private static final Set<String> RESERVED = Set.of("restart", "tasks", "versions");

    private IdentityRules() {}

    static Stream<Finding> of(AppSpec spec, Set<AppId> others) {
        JsonNode app = spec.toJson();
        return Stream.of(
                        others.stream()
                                .filter(other -> isBelow(spec.id(), other))
                                .map(IdentityRules::below),
                        others.stream()
                                .filter(other -> isBelow(other, spec.id()))
                                .map(IdentityRules::above),
                        reserved(spec.id()),
                        runs(app),
                        env(app.path("env")))
                .flatMap(found -> found);
    }

    private static boolean isBelow(AppId app, AppId other) {
        return app.path().startsWith(other.path() + "/");
    }

    private static Finding below(AppId other) {
        return Finding.error(
                "/id",
                "It stands below the app " + other + ", and an app cannot be a group too.",
                "Take an id beside it, as in " + other + "-more.");
    }

    private static Finding above(AppId other) {
        return Finding.error(
                "/id",
                "The app " + other + " stands below it, and an app cannot be a group too.",
                "Take an id of its own below, beside " + other + ".");
    }

    private static Stream<Finding> reserved(AppId id) {
        String last = id.path().substring(id.path().lastIndexOf('/') + 1);
        return RESERVED.contains(last)
                ? Stream.of(Finding.error(
                        "/id",
                        "\"" + last + "\" at its end is a word of Marathon's own.",
                        "Take another, as in " + last + "-app."))
                : Stream.of();
    }

    private static Stream<Finding> runs(JsonNode app) {
        boolean cmd = app.hasNonNull("cmd");
        boolean args = !app.path("args").isEmpty();
        if (cmd && args) {
            return Stream.of(Finding.error("/args", "Both cmd and args are given.", "Keep one of them."));
        }
        boolean image = app.path("container").path("docker").hasNonNull("image");
        return cmd || args || image
                ? Stream.of()
                : Stream.of(Finding.error(
                        "/cmd", "Nothing says what to run.", "Give cmd, args, or a container with an image."));
    }

    private static Stream<Finding> env(JsonNode env) {
        return env.properties().stream()
                .filter(variable -> !variable.getValue().isTextual())
                .filter(variable -> !variable.getValue().has("secret"))
                .map(variable -> Finding.error(
                        "/env/" + variable.getKey(),
                        "Its value is neither text nor a reference to a secret.",
                        "Put it in quotes."));
    }
}
