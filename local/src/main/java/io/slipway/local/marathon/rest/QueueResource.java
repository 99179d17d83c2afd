package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v2/queue}: what waits for a process, for how long still, and why. */
final class QueueResource {

    /** The order in which Marathon looks at an offer. */
    private static final List<String> REASONS = List.of(
            "UnfulfilledRole",
            "UnfulfilledConstraint",
            "NoCorrespondingReservationFound",
            "AgentMaintenance",
            "InsufficientCpus",
            "InsufficientMemory",
            "InsufficientDisk",
            "InsufficientGpus",
            "InsufficientPorts",
            "DeclinedScarceResources");

    private final Scheduler scheduler;

    QueueResource(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void addTo(Router router) {
        router.on("/v2/queue/?", Map.of("GET", (request, path) -> list()));
        router.on("/v2/queue/+(.+)/delay", Map.of("DELETE", this::resetDelay));
    }

    private Answer list() {
        World world = scheduler.world();
        Instant now = scheduler.now();
        ObjectNode body = Json.object();
        ArrayNode queue = body.putArray("queue");
        world.apps().values().stream()
                .filter(app -> !app.waiting().isEmpty())
                .forEach(app -> queue.add(show(app, world.rejections().get(app.id()), now)));
        return Answer.ok(body);
    }

    private Answer resetDelay(Request request, Matcher path) {
        AppId id = Ids.known(path.group(1));
        if (!scheduler.resetDelay(id)) {
            throw Refusal.notFound("Application " + id + " not found in tasks queue.");
        }
        return Answer.empty(204);
    }

    private static ObjectNode show(AppState app, @Nullable String rejection, Instant now) {
        List<Instance> waiting = app.waiting();
        Duration left = app.backoff().timeLeft(now);
        Instant since = waiting.stream()
                .map(Instance::since)
                .min(Comparator.naturalOrder())
                .orElse(now);
        ObjectNode json = Json.object().put("count", waiting.size()).put("role", "*");
        json.putObject("delay").put("timeLeftSeconds", left.toSeconds()).put("overdue", left.isZero());
        json.put("since", Timestamps.format(since));
        ObjectNode offers = json.putObject("processedOffersSummary")
                .put("processedOffersCount", rejection == null ? 0 : 1)
                .put("unusedOffersCount", rejection == null ? 0 : 1);
        if (rejection != null) {
            offers.put("lastUnusedOfferAt", Timestamps.format(now));
        }
        offers.set("rejectSummaryLastOffers", summary(rejection));
        offers.set("rejectSummaryLaunchAttempt", summary(rejection));
        json.set("app", app.current().json(true));
        return json;
    }

    /** Shows the one machine as one offer, which passes every test before the one it fails. */
    private static ArrayNode summary(@Nullable String rejection) {
        ArrayNode summary = Json.array();
        int failed = rejection == null ? -1 : REASONS.indexOf(rejection);
        for (int i = 0; i < REASONS.size(); i++) {
            summary.addObject()
                    .put("reason", REASONS.get(i))
                    .put("declined", i == failed ? 1 : 0)
                    .put("processed", i <= failed ? 1 : 0);
        }
        return summary;
    }
}
