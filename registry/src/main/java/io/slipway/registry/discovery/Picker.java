package io.slipway.registry.discovery;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Finds, from some place in a list on, the first instance that may be called. */
final class Picker {

    private final DoubleSupplier chance;
    private final AtomicInteger turn;

    Picker(DoubleSupplier chance) {
        this.chance = chance;
        // Chance, lest every client that starts with the platform call the same instance first.
        this.turn = new AtomicInteger((int) (chance.getAsDouble() * 1024));
    }

    int anywhere(Candidate[] among) {
        return (int) (chance.getAsDouble() * among.length);
    }

    int next(Candidate[] among) {
        return among.length == 0 ? 0 : Math.floorMod(turn.getAndIncrement(), among.length);
    }

    /**
     * Passes over those excluded, ejected, or already drawn, and by chance over those still warming up, as far as there are
     * others; a second draw has no need of one that warms up.
     */
    @Nullable Candidate from(Candidate[] among, int start, Set<String> excludedIds, @Nullable Candidate drawn, long now) {
        Candidate cold = null;
        for (int i = 0, at = start; i < among.length; i++, at = at + 1 == among.length ? 0 : at + 1) {
            Candidate candidate = among[at];
            if (candidate == drawn || !candidate.mayBeCalled(excludedIds, now)) {
                continue;
            }
            double weight = candidate.standing().weight(now);
            if (weight == 1 || chance.getAsDouble() < weight) {
                return candidate;
            }
            cold = cold == null ? candidate : cold;
        }
        return drawn == null ? cold : null;
    }

    /** Returns one that is not excluded, be it ejected. */
    @Nullable Candidate lastResort(Candidate[] among, Set<String> excludedIds) {
        int start = anywhere(among);
        for (int i = 0; i < among.length; i++) {
            Candidate candidate = among[(start + i) % among.length];
            if (!candidate.isIn(excludedIds)) {
                return candidate;
            }
        }
        return null;
    }
}
