package io.slipway.bamboo.topology;

import java.util.Locale;

/** Tells how Consul sees an instance. */
public enum ConsulStatus {
    PASSING,
    /** Consul answers, and does not list it as healthy. */
    ABSENT,
    /** The tasks do not register, or Consul does not answer and never spoke of this one. */
    UNKNOWN;

    /** Returns the word used in the edge's JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
