package io.slipway.marathon.strategy;

import java.util.stream.Stream;

/** Starts all new copies, and ends the old ones together when every new one serves: blue and green. */
public record UpThenDown() implements Strategy {

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
        boolean up = fleet.servingNew() >= fleet.wanted();
        return fleet.moves(fleet.missing(), up ? fleet.oldToDrain().stream() : Stream.empty());
    }
}
