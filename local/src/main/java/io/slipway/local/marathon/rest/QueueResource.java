package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.definition.Resources;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.scheduler.Agent;
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
import java.util.Set;
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
        router.on("/v2/queue/?", Map.of("GET", (request, path) -> list(request)));
        router.on("/v2/queue/+(.+)/delay", Map.of("DELETE", this::resetDelay));
    }

    private Answer list(Request request) {
        World world = scheduler.world();
        Instant now = scheduler.now();
        ObjectNode body = Json.object();
        ArrayNode queue = body.putArray("queue");
        world.apps().values().stream()
                .filter(app -> !app.waiting().isEmpty())
                .forEach(app -> queue.add(show(app, world, request.all("embed"), now)));
        return Answer.ok(body);
    }

    private Answer resetDelay(Request request, Matcher path) {
        AppId id = Ids.known(path.group(1));
        if (!scheduler.resetDelay(id)) {
            throw Refusal.notFound("Application " + id + " not found in tasks queue.");
        }
        return Answer.empty(204);
    }

    private ObjectNode show(AppState app, World world, List<String> embeds, Instant now) {
        String rejection = world.rejections().get(app.id());
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
        if (embeds.contains("lastUnusedOffers")) {
            json.set("lastUnusedOffers", unusedOffers(world, rejection, now));
        }
        json.set("app", app.current().json(true));
        return json;
    }

    /** Shows what is left of the machine, and why that was declined. */
    private ArrayNode unusedOffers(World world, @Nullable String rejection, Instant now) {
        ArrayNode offers = Json.array();
        if (rejection == null) {
            return offers;
        }
        Agent agent = scheduler.agent();
        Resources free = agent.total().minus(world.used());
        ObjectNode unused = offers.addObject();
        ObjectNode offer = unused.putObject("offer")
                .put("id", agent.id() + "-O")
                .put("hostname", agent.host())
                .put("agentId", agent.id());
        ArrayNode resources = offer.putArray("resources");
        scalar(resources, "cpus", free.cpus());
        scalar(resources, "mem", free.mem());
        scalar(resources, "disk", free.disk());
        ranges(resources.addObject().put("name", "ports").put("role", "*").putArray("ranges"), world);
        offer.putArray("attributes");
        unused.putArray("reason").add(rejection);
        unused.put("timestamp", Timestamps.format(now));
        return offers;
    }

    private static void scalar(ArrayNode resources, String name, double amount) {
        resources.addObject().put("name", name).put("role", "*").put("scalar", amount);
    }

    private void ranges(ArrayNode ranges, World world) {
        Set<Integer> taken = world.takenPorts();
        int last = scheduler.agent().lastPort();
        int begin = scheduler.agent().firstPort();
        for (int port = begin; port <= last + 1; port++) {
            if (port > last || taken.contains(port)) {
                if (port > begin) {
                    ranges.addObject().put("begin", begin).put("end", port - 1);
                }
                begin = port + 1;
            }
        }
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
