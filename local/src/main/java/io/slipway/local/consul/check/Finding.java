package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Check;

/** Holds what one look at a service found. */
record Finding(String status, String output) {

    static Finding passing(String output) {
        return new Finding(Check.PASSING, output);
    }

    static Finding warning(String output) {
        return new Finding(Check.WARNING, output);
    }

    static Finding critical(String output) {
        return new Finding(Check.CRITICAL, output);
    }
}
