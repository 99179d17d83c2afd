package io.slipway.marathon.strategy;

/** Starts the new copies and ends the old ones at once, whoever serves meanwhile. */
public record Brutal() implements Strategy {

    @Override
    public int minimum(int wanted) {
        return 0;
    }

    @Override
    public int maximum(int wanted, int old) {
        return old + wanted;
    }

    @Override
    public Moves next(Fleet fleet) {
        return fleet.moves(fleet.missing(), fleet.oldToDrain().stream());
    }
}
