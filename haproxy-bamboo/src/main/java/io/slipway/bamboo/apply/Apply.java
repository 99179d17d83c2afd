package io.slipway.bamboo.apply;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was done to HAProxy, and why.
 *
 * @param tookMillis from the decision until HAProxy's own state was read back
 * @param error absent when it went well
 */
public record Apply(
        Kind kind,
        String reason,
        Instant at,
        double tookMillis,
        @Nullable String error) {

    /** Tells by what means HAProxy was changed. */
    public enum Kind {
        NONE,
        RUNTIME,
        RELOAD
    }

    static final Apply NOTHING_YET = new Apply(Kind.NONE, "nothing applied yet", Instant.EPOCH, 0, null);

    public boolean ok() {
        return error == null;
    }
}
