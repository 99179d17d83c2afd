package io.slipway.registry.registration;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells how far an announcement has come, at one moment.
 *
 * @param confirmedAt when the registry last held it as announced
 * @param problem why the registry did not do what it was last asked, in one sentence
 */
public record Announcement(State state, Optional<Instant> confirmedAt, Optional<String> problem) {

    public enum State {
        /** Not yet in the registry, or lost there. */
        ANNOUNCING,
        /** In the registry when that last answered. */
        REGISTERED,
        /** Another process has registered the same id since, and is left alone. */
        TAKEN,
        /** Nobody new is sent to it. */
        RETIRED,
        /** Taken away, or given up. */
        WITHDRAWN
    }

    static final Announcement BEGUN = new Announcement(State.ANNOUNCING, Optional.empty(), Optional.empty());

    Announcement confirmed(Instant now) {
        return new Announcement(State.REGISTERED, Optional.of(now), Optional.empty());
    }

    Announcement now(State next) {
        return new Announcement(next, confirmedAt, Optional.empty());
    }

    Announcement failed(String why) {
        return new Announcement(state, confirmedAt, Optional.of(why));
    }
}
