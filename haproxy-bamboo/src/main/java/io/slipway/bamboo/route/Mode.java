package io.slipway.bamboo.route;

import java.util.Locale;

/** Tells what the edge understands of a backend's traffic. */
public enum Mode {
    HTTP,
    /** Bytes: a port of its own leads to it, and nothing is read or written by the edge. */
    TCP;

    /** Returns the word used in labels, rules, JSON and HAProxy's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
