package io.slipway.marathon.strategy;

/** Starts all new copies at once; each that serves takes the place of an old one. */
public record Crossover() implements Strategy {

    @Override
    public int minimum(int wanted) {
        return wanted;
    }

    @Override
    public int maximum(int wanted, int old) {
        return old + wanted;
    }

    @Override
    public Moves next(Fleet fleet) {
        return fleet.moves(fleet.missing(), fleet.dispensable(fleet.wanted()));
    }
}
