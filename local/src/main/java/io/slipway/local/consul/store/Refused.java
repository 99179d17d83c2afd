package io.slipway.local.consul.store;

/** Says, in Consul's words, why a change was not made. */
public final class Refused extends RuntimeException {

    public Refused(String message) {
        // No stack trace: this is an answer to a client, and no fault of ours.
        super(message, null, false, false);
    }
}
