package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Params;
import io.slipway.local.consul.store.Bytes;
import io.slipway.local.consul.store.Kv;
import io.slipway.local.consul.store.KvEntry;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers {@code /v1/kv}. */
final class KvApi {

    static final int LARGEST_VALUE = 512 * 1024;

    private final Store store;
    private final Reads reads;

    KvApi(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    void mount(Mux mux) {
        mux.route("/v1/kv/").getLater(this::get).put(this::put).delete(this::delete);
    }

    private CompletionStage<Answer> get(Call call) {
        Params params = call.params();
        Reads.parse(params);
        if (params.has("keys")) {
            return reads.plain(
                    call, below(call.rest(), entries -> keys(call.rest(), params.first("separator"), entries)));
        }
        if (params.has("recurse")) {
            return reads.plain(call, below(call.rest(), KvApi::list));
        }
        String key = call.rest(400, "Missing key name");
        return reads.plain(call, at(key, params.has("raw")));
    }

    private Answer put(Call call) {
        Params params = call.params();
        Reads.parse(params);
        String key = call.rest(400, "Missing key name");
        params.conflict("cas", "acquire", "release");
        long flags = number(params, "flags");
        long expected = number(params, "cas");
        Bytes value = Bytes.of(call.body(LARGEST_VALUE, "kv_max_value_size"));
        reads.requireHere(params);
        return Answer.json(store.<Boolean>change(draft -> {
            if (params.has("cas")) {
                return draft.kv().putIf(key, flags, value, expected);
            }
            if (params.has("acquire")) {
                return draft.kv().acquire(key, flags, value, params.first("acquire"));
            }
            if (params.has("release")) {
                return draft.kv().release(key, flags, value, params.first("release"));
            }
            draft.kv().put(key, flags, value);
            return true;
        }));
    }

    private Answer delete(Call call) {
        Params params = call.params();
        Reads.parse(params);
        params.conflict("recurse", "cas");
        reads.requireHere(params);
        if (params.has("recurse")) {
            store.run(draft -> draft.kv().deleteBelow(call.rest()));
            return Answer.json(true);
        }
        String key = call.rest(400, "Missing key name");
        if (params.has("cas")) {
            long expected = number(params, "cas");
            return Answer.json(store.<Boolean>change(draft -> draft.kv().deleteIf(key, expected)));
        }
        store.run(draft -> draft.kv().delete(key));
        return Answer.json(true);
    }

    private static Question at(String key, boolean raw) {
        return new Question(
                state -> state.kv().entry(key) == null
                        ? Set.of(new Topic.Key(key), Topic.Table.KV)
                        : Set.of(new Topic.Key(key)),
                state -> indexOf(key, state.kv()),
                state -> {
                    KvEntry entry = state.kv().entry(key);
                    if (entry == null) {
                        return Answer.empty(404);
                    }
                    return raw ? raw(entry) : Answer.json(List.of(Views.of(entry)));
                });
    }

    private static Question below(String prefix, Function<List<KvEntry>, Answer> answer) {
        return new Question(
                state -> state.kv().knows(prefix)
                        ? Set.of(new Topic.Prefix(prefix))
                        : Set.of(new Topic.Prefix(prefix), Topic.Table.KV),
                state -> state.kv().indexBelow(prefix),
                state -> answer.apply(state.kv().below(prefix)));
    }

    private static long indexOf(String key, Kv kv) {
        KvEntry entry = kv.entry(key);
        return entry == null ? kv.index() : entry.modifyIndex();
    }

    private static Answer raw(KvEntry entry) {
        return Answer.of("text/plain", entry.value().toArray())
                .with("Content-Security-Policy", "sandbox")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static Answer list(List<KvEntry> entries) {
        return entries.isEmpty()
                ? Answer.empty(404)
                : Answer.json(entries.stream().map(Views::of).toList());
    }

    /** Lists keys, each cut off after the first separator behind the prefix. */
    private static Answer keys(String prefix, String separator, List<KvEntry> entries) {
        Set<String> keys = new LinkedHashSet<>();
        for (KvEntry entry : entries) {
            int cut = separator.isEmpty() ? -1 : entry.key().indexOf(separator, prefix.length());
            keys.add(cut < 0 ? entry.key() : entry.key().substring(0, cut + separator.length()));
        }
        return keys.isEmpty() && !prefix.isEmpty() ? Answer.empty(404) : Answer.json(keys);
    }

    private static long number(Params params, String name) {
        if (!params.has(name)) {
            return 0;
        }
        String text = params.first(name);
        if (!text.matches("\\d+")) {
            throw new ApiError(500, "strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new ApiError(500, "strconv.ParseUint: parsing \"" + text + "\": value out of range");
        }
    }
}
