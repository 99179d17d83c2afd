package io.slipway.marathon.strategy;

import io.slipway.marathon.UpgradeStrategy;

/**
 * Replaces copies within two bounds, as Marathon's own upgrades do (contract, A5).
 *
 * <p>Where the bounds leave no room, one copy more may run, always: Marathon allows it only while all are healthy, and
 * hangs otherwise.
 */
public record Rolling(UpgradeStrategy bounds) implements Strategy {

    @Override
    public int minimum(int wanted) {
        return (int) Math.ceil(wanted * bounds.minimumHealthCapacity());
    }

    @Override
    public int maximum(int wanted, int old) {
        int maximum = (int) Math.floor(wanted * (1 + bounds.maximumOverCapacity()));
        return wanted > 0 && maximum == minimum(wanted) ? maximum + 1 : maximum;
    }

    @Override
    public Moves next(Fleet fleet) {
        int room = Math.max(0, maximum(fleet.wanted(), 0) - fleet.copies().size());
        return fleet.moves(Math.min(fleet.missing(), room), fleet.dispensable(minimum(fleet.wanted())));
    }
}
