package io.slipway.registry.discovery;

/** Decides which of several instances gets the next call. */
public enum Balance {
    /** Draws two and takes the one that answers sooner and has less to do: the default. */
    POWER_OF_TWO,
    ROUND_ROBIN,
    RANDOM
}
