package io.slipway.registry.discovery;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which of several instances gets the next call. */
public enum Balance {

    /**
     * Draws two and takes the one where a call waits less: by how soon it answered lately and by the calls under way, failures
     * counted against it.
     */
    POWER_OF_TWO {
        @Override
        @Nullable Candidate choose(Picker picker, Candidate[] among, Set<String> excludedIds, long now) {
            Candidate one = picker.from(among, picker.anywhere(among), excludedIds, null, now);
            if (one == null) {
                return null;
            }
            Candidate other = picker.from(among, picker.anywhere(among), excludedIds, one, now);
            return other == null || one.isBetterThan(other, now) ? one : other;
        }
    },

    /** Takes one after the other. */
    ROUND_ROBIN {
        @Override
        @Nullable Candidate choose(Picker picker, Candidate[] among, Set<String> excludedIds, long now) {
            return picker.from(among, picker.next(among), excludedIds, null, now);
        }
    },

    /** Takes any. */
    RANDOM {
        @Override
        @Nullable Candidate choose(Picker picker, Candidate[] among, Set<String> excludedIds, long now) {
            return picker.from(among, picker.anywhere(among), excludedIds, null, now);
        }
    };

    /** Returns nothing where nobody may be called. */
    abstract @Nullable Candidate choose(Picker picker, Candidate[] among, Set<String> excludedIds, long now);
}
