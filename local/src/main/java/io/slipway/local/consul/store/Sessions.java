package io.slipway.local.consul.store;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Holds the sessions, and the keys that may not be locked yet.
 *
 * @param shutUntil the lock-delays that still run
 */
public record Sessions(TreePMap<String, Session> byId, TreePMap<String, Instant> shutUntil, long index) {

    private static final int UUID_LENGTH = 36;

    static Sessions restored(Stream<Session> sessions, long index) {
        Map<String, Session> byId = sessions.collect(Collectors.toMap(Session::id, Function.identity()));
        return new Sessions(TreePMap.from(new TreeMap<>(byId)), TreePMap.empty(), index);
    }

    /** Finds a session by its id; an id that can be none is refused in Consul's words. */
    public @Nullable Session find(String id) {
        if (id.length() != UUID_LENGTH) {
            throw new Refused("failed session lookup: index error: UUID must be 36 characters");
        }
        return byId.get(id);
    }

    boolean isShut(String key, Instant now) {
        Instant until = shutUntil.get(key);
        return until != null && now.isBefore(until);
    }
}
