package io.slipway.marathon.testing;

/** Says what becomes of the tasks that an {@link InMemoryMarathon} starts by itself. */
public enum Fate {
    /** Runs, and passes its health checks. */
    HEALTHY,
    /** Runs, and never passes a health check. */
    UNHEALTHY,
    /** Ends at once with status 1 and waits for relaunch. */
    FAILING
}
