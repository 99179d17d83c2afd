package io.slipway.marathon;

/** Bounds how many tasks run while an app is replaced; both between 0 and 1, as shares of its instances. */
public record UpgradeStrategy(double minimumHealthCapacity, double maximumOverCapacity) {

    /** Marathon's own default. */
    public static final UpgradeStrategy DEFAULT = new UpgradeStrategy(1.0, 1.0);
}
