package io.slipway.launcher.status;

import java.util.Optional;

/**
 * Shows one instance from three sides.
 *
 * @param marathon {@code healthy}, {@code unhealthy}, {@code running} (nobody checks it), {@code staging} and its like;
 *     {@code absent}; {@code -} for one that nobody asked Marathon to run
 * @param consul {@code passing}, {@code warning}, {@code critical}, {@code absent}; {@code -} where it is not expected
 * @param edge {@code up}, {@code drain} and their like; {@code absent}; {@code -} where no route leads to it
 */
record Instance(String id, String address, String marathon, String consul, String edge) {

    static final String ABSENT = "absent";
    static final String NOT_EXPECTED = "-";

    private static final String PASSING = "passing";
    private static final String CRITICAL = "critical";
    private static final String UP = "up";

    boolean isRunByMarathon() {
        return !marathon.equals(ABSENT) && !marathon.equals(NOT_EXPECTED);
    }

    /** Says in one sentence what does not fit together, where something does not. */
    Optional<String> disagreement() {
        if (marathon.equals(NOT_EXPECTED)) {
            return Optional.empty();
        }
        boolean serving = marathon.equals("healthy") || marathon.equals("running");
        if (marathon.equals(ABSENT)) {
            // One that died is critical until Consul forgets it: nobody is sent there.
            return consul.equals(CRITICAL)
                    ? edgeDisagreement(false)
                    : Optional.of("Consul lists " + id + " at " + address + ", which Marathon does not run");
        }
        if (serving && !consul.equals(PASSING) && !consul.equals(NOT_EXPECTED)) {
            return Optional.of("Marathon says that " + id + " is " + marathon + ", in Consul it is " + consul);
        }
        if (!serving && consul.equals(PASSING)) {
            return Optional.of("Consul says that " + id + " is passing, in Marathon it is " + marathon);
        }
        return edgeDisagreement(serving);
    }

    private Optional<String> edgeDisagreement(boolean serving) {
        if (edge.equals(NOT_EXPECTED)) {
            return Optional.empty();
        }
        if (serving && !edge.equals(UP)) {
            return Optional.of(id + " could serve, but at the edge it is " + edge);
        }
        return !serving && edge.equals(UP)
                ? Optional.of("The edge sends requests to " + id + ", which in Marathon is " + marathon)
                : Optional.empty();
    }
}
