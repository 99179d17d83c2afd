package io.slipway.marathon.strategy;

import java.util.stream.Stream;

/**
 * Lets a few new copies serve beside the old ones until somebody decides; then they take over, or go.
 *
 * <p>The old copies are left alone until a promotion. Marathon knows no such thing: on it the new copies are those of a
 * sibling app, see {@link CanaryApp}.
 */
public record Canary(Share share, Decision decision) implements Strategy {

    /** Says what is to become of the new copies. */
    public enum Decision {
        WATCH,
        PROMOTE,
        ABORT
    }

    /** Begins one that nobody has decided on. */
    public static Canary of(Share share) {
        return new Canary(share, Decision.WATCH);
    }

    public Canary promoted() {
        return new Canary(share, Decision.PROMOTE);
    }

    public Canary aborted() {
        return new Canary(share, Decision.ABORT);
    }

    @Override
    public int minimum(int wanted) {
        return wanted;
    }

    @Override
    public int maximum(int wanted, int old) {
        return switch (decision) {
            case WATCH -> old + share.of(wanted);
            case PROMOTE -> old + wanted;
            case ABORT -> old;
        };
    }

    @Override
    public Moves next(Fleet fleet) {
        return switch (decision) {
            case WATCH -> watched(fleet).moves(watched(fleet).missing(), Stream.empty());
            case PROMOTE -> new Crossover().next(fleet);
            case ABORT -> new Fleet(0, fleet.copies()).moves(0, Stream.empty());
        };
    }

    private Fleet watched(Fleet fleet) {
        return new Fleet(share.of(fleet.wanted()), fleet.copies());
    }

    /** Tells whether the canaries serve, all copies are new, or no new one is left, as was decided. */
    @Override
    public boolean isDone(Fleet fleet) {
        int running = fleet.copies().size() - fleet.old();
        return switch (decision) {
            case WATCH -> {
                int canaries = share.of(fleet.wanted());
                yield running == canaries && fleet.servingNew() == canaries;
            }
            case PROMOTE -> Strategy.super.isDone(fleet);
            case ABORT -> running == 0;
        };
    }
}
