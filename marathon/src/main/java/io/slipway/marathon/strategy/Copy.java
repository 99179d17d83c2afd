package io.slipway.marathon.strategy;

/**
 * Shows one running copy of an app.
 *
 * @param id of its task
 */
public record Copy(String id, Generation generation, Condition condition) {

    /** Says whether it runs what was, or what is wanted. */
    public enum Generation {
        OLD,
        NEW
    }

    /** Says how the load balancer sees it. */
    public enum Condition {
        /** Was started, and has not been seen healthy yet. */
        STARTING,
        /** Takes requests. */
        HEALTHY,
        /** Is sent none, because it fails its check. */
        UNHEALTHY,
        /** Is sent no new requests; those that it has may end. */
        DRAINING,
        /** Has no request left. */
        DRAINED
    }

    boolean isOld() {
        return generation == Generation.OLD;
    }

    boolean isServing() {
        return condition == Condition.HEALTHY;
    }

    /** Tells whether nobody has decided its end yet. */
    boolean isStaying() {
        return condition != Condition.DRAINING && condition != Condition.DRAINED;
    }
}
