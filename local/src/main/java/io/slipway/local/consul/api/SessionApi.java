package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.GoDuration;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Session;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers {@code /v1/session}. */
final class SessionApi {

    private static final Shape CHECK = Shape.lenient("").with(Shape.TEXT, "ID", "Namespace");

    private static final Shape SHAPE = Shape.lenient("")
            .with(Shape.TEXT, "ID", "Name", "Node", "Behavior", "TTL")
            .with(Shape.DELAY, "LockDelay")
            .with(Shape.TEXTS, "Checks", "NodeChecks")
            .with(Shape.listOf(CHECK.asType()), "ServiceChecks");

    private static final List<String> ONLY_SERF = List.of(Check.SERF_HEALTH);
    private static final Duration DEFAULT_LOCK_DELAY = Duration.ofSeconds(15);
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(10);
    private static final Duration LONGEST_TTL = Duration.ofHours(24);

    private final Store store;
    private final Reads reads;
    private final SessionExpiry expiry;

    SessionApi(Store store, Reads reads, SessionExpiry expiry) {
        this.store = store;
        this.reads = reads;
        this.expiry = expiry;
    }

    void mount(Mux mux) {
        mux.route("/v1/session/create").put(this::create);
        mux.route("/v1/session/destroy/").put(this::destroy);
        mux.route("/v1/session/renew/").put(this::renew);
        mux.route("/v1/session/list").getLater(call -> list(call, state -> state.sessions().byId().values().stream()));
        mux.route("/v1/session/info/").getLater(call -> {
            String id = call.rest(400, "Missing session");
            return list(call, state -> Stream.ofNullable(state.sessions().find(id)));
        });
        mux.route("/v1/session/node/").getLater(call -> {
            String node = call.rest(400, "Missing node name");
            return list(call, state -> state.sessions().byId().values().stream()
                    .filter(session -> session.node().equals(node)));
        });
    }

    private CompletionStage<Answer> list(Call call, Function<State, Stream<Session>> wanted) {
        return reads.sessions(
                call,
                Question.of(
                        Topic.Table.SESSIONS,
                        state -> state.sessions().index(),
                        state -> Answer.json(wanted.apply(state).map(Views::of).toList())));
    }

    private Answer create(Call call) {
        Session session = session(call.optionalFields(SHAPE));
        reads.requireHere(call.params());
        store.run(draft -> draft.sessions().create(session));
        expiry.renew(session);
        return Answer.json(Map.of("ID", session.id()));
    }

    private Answer destroy(Call call) {
        String id = call.rest(400, "Missing session");
        reads.requireHere(call.params());
        store.run(draft -> draft.sessions().end(id));
        return Answer.json(true);
    }

    private Answer renew(Call call) {
        String id = call.rest(400, "Missing session");
        Reads.parse(call.params());
        reads.requireHere(call.params());
        Session session = store.state().sessions().find(id);
        if (session == null) {
            throw new ApiError(404, "Session id '" + id + "' not found");
        }
        expiry.renew(session);
        return Answer.json(List.of(Views.of(session)));
    }

    private Session session(Fields body) {
        String behavior = body.text("Behavior").isEmpty() ? Session.RELEASE : body.text("Behavior");
        if (!behavior.equals(Session.RELEASE) && !behavior.equals(Session.DELETE)) {
            throw new Refused("Invalid Behavior setting '" + behavior + "'");
        }
        checkTtl(body.text("TTL"));
        String node = body.text("Node").isEmpty() ? store.state().agent().node() : body.text("Node");
        List<String> checks = body.has("Checks") ? body.texts("Checks") : ONLY_SERF;
        List<String> ofNode = body.has("NodeChecks") ? body.texts("NodeChecks") : ONLY_SERF;
        return new Session(
                UUID.randomUUID().toString(),
                body.text("Name"),
                node,
                body.has("LockDelay") ? body.duration("LockDelay") : DEFAULT_LOCK_DELAY,
                behavior,
                body.text("TTL"),
                // "Checks" is the old name: empty it means no checks at all, and the default says nothing new.
                checks.isEmpty() ? List.of() : ofNode,
                body.objects("ServiceChecks").stream()
                        .map(check -> check.text("ID"))
                        .toList(),
                checks.equals(ONLY_SERF) ? List.of() : checks,
                0,
                0);
    }

    private static void checkTtl(String text) {
        if (text.isEmpty()) {
            return;
        }
        Duration ttl;
        try {
            ttl = GoDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refused("Session TTL '" + text + "' invalid: " + e.getMessage());
        }
        if (!ttl.isZero() && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0)) {
            throw new Refused("Invalid Session TTL '" + ttl.toNanos() + "', must be between [10s=24h0m0s]");
        }
    }
}
