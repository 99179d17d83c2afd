package io.slipway.bamboo.topology;

import java.util.Locale;

/** Tells who asked for a route; where two ask for the same one, the earlier of these has it. */
public enum Origin {
    /** An operator, by a rule. */
    RULE,
    /** Whoever deployed an app, by its labels. */
    MARATHON,
    /** Whoever registered a service, by its tags. */
    CONSUL;

    /** Returns the word used in the edge's JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
