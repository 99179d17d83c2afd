package io.slipway.bamboo.route;

import java.util.Locale;

/** Tells how a backend's requests are spread over its servers. */
public enum Balance {
    ROUNDROBIN,
    LEASTCONN,
    RANDOM,
    /** The same client address to the same server, as far as servers stay. */
    SOURCE;

    /** Returns the word used in labels, rules, JSON and HAProxy's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
