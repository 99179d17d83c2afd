package io.slipway.marathon.strategy;

/** Ends all old copies, and starts the new ones when none is left: for what must never run twice. */
public record DownThenUp() implements Strategy {

    @Override
    public int minimum(int wanted) {
        return 0;
    }

    @Override
    public int maximum(int wanted, int old) {
        return Math.max(wanted, old);
    }

    @Override
    public Moves next(Fleet fleet) {
        return fleet.moves(fleet.old() == 0 ? fleet.missing() : 0, fleet.oldToDrain().stream());
    }
}
