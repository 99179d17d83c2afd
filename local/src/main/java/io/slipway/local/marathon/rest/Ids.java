package io.slipway.local.marathon.rest;

import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.util.List;
import java.util.Optional;

/** Looks up what the ids in URLs mean; an id that no app can have is just an app that is not there. */
final class Ids {

    private Ids() {}

    static AppState find(World world, String raw) {
        return parse(raw)
                .flatMap(world::app)
                .orElseThrow(() -> Refusal.notFound("App '" + absolute(raw) + "' does not exist"));
    }

    /** Returns the id of an app that is to be changed, whether or not it is there. */
    static AppId known(String raw) {
        return parse(raw).orElseThrow(() -> Refusal.noApp(absolute(raw)));
    }

    /** Returns the apps of a group and of the groups below. */
    static List<AppState> below(World world, String group) {
        String prefix = absolute(group).equals("/") ? "/" : absolute(group) + "/";
        List<AppState> apps = world.apps().values().stream()
                .filter(app -> app.id().path().startsWith(prefix))
                .toList();
        if (!world.hasGroup(absolute(group))) {
            throw Refusal.notFound("Group '" + absolute(group) + "' does not exist");
        }
        return apps;
    }

    static String absolute(String raw) {
        return "/" + raw.replaceAll("^/+|/+$", "");
    }

    private static Optional<AppId> parse(String raw) {
        try {
            return Optional.of(AppId.of(absolute(raw)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
