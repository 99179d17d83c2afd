package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.store.Agent;
import io.slipway.local.consul.store.Bytes;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import io.slipway.local.consul.store.UserEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Answers {@code /v1/event}. */
final class EventApi {

    private static final int LARGEST_PAYLOAD = 512;

    private final Store store;
    private final Reads reads;

    EventApi(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    void mount(Mux mux) {
        mux.route("/v1/event/fire/").put(this::fire);
        mux.route("/v1/event/list").getLater(this::list);
    }

    private Answer fire(Call call) {
        String name = call.rest(400, "Missing name");
        String node = pattern("node", call);
        String service = pattern("service", call);
        String tag = pattern("tag", call);
        if (!tag.isEmpty() && service.isEmpty()) {
            throw new Refused("Cannot provide tag filter without service filter");
        }
        byte[] payload = call.body(KvApi.LARGEST_VALUE, "kv_max_value_size");
        if (payload.length > LARGEST_PAYLOAD) {
            throw new Refused("1 error occurred:\n\t* error broadcasting event to segment \"\": user event exceeds"
                    + " configured limit of 512 bytes before encoding\n\n");
        }
        UserEvent event = new UserEvent(UUID.randomUUID().toString(), name, Bytes.of(payload), node, service, tag, 0);
        if (concerns(store.state().agent(), event)) {
            store.run(draft -> draft.events().fire(event));
        }
        return Answer.json(Views.of(event));
    }

    /** The index is made from the last event's id: any other is news, and a greater one means nothing. */
    private CompletionStage<Answer> list(Call call) {
        Reads.parse(call.params());
        String name = call.params().first("name");
        String seen = call.params().first("index");
        State now = store.state();
        CompletionStage<State> found = index(named(now, name)).equals(seen)
                ? reads.await(call, Set.of(Topic.Table.EVENTS), state -> !index(named(state, name))
                        .equals(seen))
                : CompletableFuture.completedFuture(now);
        return found.thenApply(state -> {
            List<UserEvent> events = named(state, name);
            return Answer.json(events.stream().map(Views::of).toList()).with("X-Consul-Index", index(events));
        });
    }

    private static List<UserEvent> named(State state, String name) {
        return state.events().stream()
                .filter(event -> name.isEmpty() || event.name().equals(name))
                .toList();
    }

    private static String index(List<UserEvent> events) {
        if (events.isEmpty()) {
            return "1";
        }
        UUID id = UUID.fromString(events.get(events.size() - 1).id());
        return Long.toUnsignedString(id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    }

    private static boolean concerns(Agent agent, UserEvent event) {
        boolean node = event.nodeFilter().isEmpty() || matches(event.nodeFilter(), agent.node());
        return node
                && (event.serviceFilter().isEmpty()
                        || agent.services().values().stream()
                                .anyMatch(service -> matches(event.serviceFilter(), service.name())
                                        && (event.tagFilter().isEmpty()
                                                || service.tags().stream()
                                                        .anyMatch(tag -> matches(event.tagFilter(), tag)))));
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static String pattern(String name, Call call) {
        String pattern = call.params().first(name);
        try {
            Pattern.compile(pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new ApiError(
                    500,
                    "Invalid " + name + " filter: error parsing regexp: " + e.getDescription() + ": `" + pattern + "`");
        }
    }
}
