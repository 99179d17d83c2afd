package io.slipway.local.consul.api;

import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Bytes;
import io.slipway.local.consul.store.KvChanges;
import io.slipway.local.consul.store.KvEntry;
import io.slipway.local.consul.store.Refused;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One step of a transaction over keys. */
record TxnOperation(String verb, String key, Bytes value, long flags, long index, String session) {

    static final Shape SHAPE = Shape.strict("KVTxnOp")
            .with(Shape.TEXT, "Verb", "Key", "Value", "Session", "Namespace")
            .with(Shape.UNSIGNED, "Flags", "Index");

    private static final Set<String> WRITES =
            Set.of("set", "cas", "lock", "unlock", "delete", "delete-cas", "delete-tree");

    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    static TxnOperation of(Fields body) {
        return new TxnOperation(
                body.text("Verb"),
                body.text("Key"),
                decode(body.text("Value")),
                body.unsigned("Flags"),
                body.unsigned("Index"),
                body.text("Session"));
    }

    boolean writes() {
        return WRITES.contains(verb);
    }

    /** Does it; what cannot be done is refused. */
    List<JsonObject> run(KvChanges kv) {
        if (key.isEmpty() && !verb.equals("delete-tree")) {
            throw new Refused("Must provide key");
        }
        return switch (verb) {
            case "set" -> {
                kv.put(key, flags, value);
                yield written(kv);
            }
            case "cas" -> {
                require(kv.putIf(key, flags, value, index), "failed to set key " + quoted() + ", index is stale");
                yield written(kv);
            }
            case "lock" -> {
                require(
                        kv.acquire(key, flags, value, session),
                        "failed to lock key " + quoted() + ", lock is already held");
                yield written(kv);
            }
            case "unlock" -> {
                require(
                        kv.release(key, flags, value, session),
                        "failed to unlock key " + quoted() + ", lock isn't held, or is held by another session");
                yield written(kv);
            }
            case "delete" -> {
                kv.delete(key);
                yield List.of();
            }
            case "delete-cas" -> {
                require(kv.deleteIf(key, index), "failed to delete key " + quoted() + ", index is stale");
                yield List.of();
            }
            case "delete-tree" -> {
                kv.deleteBelow(key);
                yield List.of();
            }
            default -> read(kv);
        };
    }

    private List<JsonObject> read(KvChanges kv) {
        return switch (verb) {
            case "get" -> List.of(Views.of(existing(kv)));
            case "get-tree" -> kv.result().below(key).stream().map(Views::of).toList();
            case "check-index" -> {
                long current = existing(kv).modifyIndex();
                require(
                        current == index,
                        "failed index check for key " + quoted() + ", current modify index " + current + " != "
                                + Long.toUnsignedString(index));
                yield written(kv);
            }
            case "check-session" -> {
                String current = Objects.requireNonNullElse(existing(kv).session(), "");
                require(
                        current.equals(session),
                        "failed session check for key " + quoted() + ", current session \"" + current + "\" != \""
                                + session + "\"");
                yield written(kv);
            }
            case "check-not-exists" -> {
                require(kv.result().entry(key) == null, "key " + quoted() + " exists");
                yield List.of();
            }
            default -> throw new Refused("unknown KV verb \"" + verb + "\"");
        };
    }

    private List<JsonObject> written(KvChanges kv) {
        return List.of(Views.withoutValue(existing(kv)));
    }

    private KvEntry existing(KvChanges kv) {
        KvEntry entry = kv.result().entry(key);
        if (entry == null) {
            throw new Refused("key " + quoted() + " doesn't exist");
        }
        return entry;
    }

    private String quoted() {
        return "\"" + key + "\"";
    }

    private static void require(boolean done, String otherwise) {
        if (!done) {
            throw new Refused(otherwise);
        }
    }

    private static Bytes decode(String base64) {
        try {
            return Bytes.of(BASE64.decode(base64));
        } catch (IllegalArgumentException e) {
            int legal = base64.replaceAll("[^A-Za-z0-9+/].*", "").length();
            throw ApiError.badRequest("Failed to parse body: illegal base64 data at input byte " + legal);
        }
    }
}
