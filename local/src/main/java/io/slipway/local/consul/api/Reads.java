package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.GoDuration;
import io.slipway.local.consul.http.Params;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import io.slipway.local.consul.store.Watchers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Answers questions, at once or, for a blocking query, when there is news. */
final class Reads {

    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int JITTER_FRACTION = 16;
    private static final String NO_PATH = "No path to datacenter";

    private final Store store;
    private final Watchers watchers;
    private final RandomGenerator random;
    private final String datacenter;

    Reads(Store store, Watchers watchers, RandomGenerator random, String datacenter) {
        this.store = store;
        this.watchers = watchers;
        this.random = random;
        this.datacenter = datacenter;
    }

    /** Answers with the headers of the catalog and health endpoints. */
    CompletionStage<Answer> catalog(Call call, Question question) {
        Params params = call.params();
        parse(params);
        refuseFilter(params);
        if (!isHere(params)) {
            return CompletableFuture.completedFuture(noPath());
        }
        String consistency = params.has("consistent") ? "consistent" : isStale(params) ? "stale" : "leader";
        return answer(call, question).thenApply(answer -> {
            Answer marked = answer.with("X-Consul-Effective-Consistency", consistency);
            // Nothing is ever answered from a cache here, so a cached read is always a miss.
            return params.has("cached") ? marked.with("X-Cache", "MISS") : marked;
        });
    }

    /** Answers with the headers of the session endpoints. */
    CompletionStage<Answer> sessions(Call call, Question question) {
        parse(call.params());
        return isHere(call.params()) ? answer(call, question) : CompletableFuture.completedFuture(noPath());
    }

    /** Answers with the headers of the KV endpoints. */
    CompletionStage<Answer> plain(Call call, Question question) {
        parse(call.params());
        requireHere(call.params());
        return answer(call, question);
    }

    /** Waits until the state passes a test, or the call's wait ends. */
    CompletionStage<State> await(Call call, Set<Topic> topics, Predicate<State> isNews) {
        return watchers.await(store::state, topics, isNews, withJitter(waitOf(call.params())));
    }

    /** Refuses numbers and combinations that mean nothing. */
    static void parse(Params params) {
        waitOf(params);
        indexOf(params);
        if (isStale(params) && params.has("consistent")) {
            throw ApiError.badRequest("Cannot specify ?stale with ?consistent, conflicting semantics.");
        }
    }

    /** Refuses to speak for another datacenter. */
    void requireHere(Params params) {
        if (!isHere(params)) {
            throw new ApiError(500, NO_PATH);
        }
    }

    static void refuseFilter(Params params) {
        if (!params.first("filter").isEmpty()) {
            throw ApiError.unsupported("filter expressions");
        }
    }

    /** Who is asked for another datacenter does not claim to know a leader. */
    private static Answer noPath() {
        return Answer.text(500, NO_PATH)
                .with("X-Consul-Index", "1")
                .with("X-Consul-Knownleader", "false")
                .with("X-Consul-Lastcontact", "0");
    }

    private boolean isHere(Params params) {
        String wanted = params.first("dc");
        return wanted.isEmpty() || wanted.equals(datacenter);
    }

    private static boolean isStale(Params params) {
        return params.has("stale") || params.has("max_stale");
    }

    private CompletionStage<Answer> answer(Call call, Question question) {
        State now = store.state();
        long seen = indexOf(call.params());
        boolean blocks = seen != 0 && Long.compareUnsigned(question.index().applyAsLong(now), seen) <= 0;
        CompletionStage<State> found = blocks
                ? await(
                        call,
                        question.topics().apply(now),
                        state -> Long.compareUnsigned(question.index().applyAsLong(state), seen) > 0)
                : CompletableFuture.completedFuture(now);
        return found.thenApply(state -> question.answer()
                .apply(state)
                .with(
                        "X-Consul-Index",
                        Long.toUnsignedString(Math.max(1, question.index().applyAsLong(state))))
                .with("X-Consul-Knownleader", "true")
                .with("X-Consul-Lastcontact", "0"));
    }

    private Duration withJitter(Duration wait) {
        return wait.plusNanos(random.nextLong(wait.toNanos() / JITTER_FRACTION + 1));
    }

    private static long indexOf(Params params) {
        String index = params.first("index");
        try {
            return index.isEmpty() ? 0 : Long.parseUnsignedLong(index);
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("Invalid index");
        }
    }

    private static Duration waitOf(Params params) {
        String text = params.first("wait");
        try {
            Duration wait = text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
            if (wait.isZero() || wait.isNegative()) {
                return DEFAULT_WAIT;
            }
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("Invalid wait time");
        }
    }
}
