package io.slipway.bamboo.topology;

import java.util.Locale;

/** Tells whether a task may have requests, and if not, why. */
public enum Standing {
    SERVES(Wish.TAKE),
    /** Consul alone misses it, and without it nobody would be left: it serves until Consul says so again. */
    HELD(Wish.TAKE),
    STARTING(Wish.DRAIN),
    UNHEALTHY(Wish.DRAIN),
    NOT_IN_CONSUL(Wish.DRAIN),
    UNREACHABLE(Wish.DRAIN),
    DYING(Wish.DRAIN),
    /** An operator said so, by a rule. */
    DRAINED(Wish.DRAIN),
    DEAD(Wish.OUT),
    NO_ADDRESS(Wish.OUT);

    /** Says what is to be done with a server. */
    public enum Wish {
        /** Send it requests. */
        TAKE,
        /** Send it no new ones; let the running ones end. */
        DRAIN,
        OUT
    }

    private final Wish wish;

    Standing(Wish wish) {
        this.wish = wish;
    }

    public Wish wish() {
        return wish;
    }

    /** Returns the words used in the edge's JSON. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
