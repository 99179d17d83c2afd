package io.slipway.local.consul.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds a check of this agent: what it is, and what it last found.
 *
 * @param check as the agent knows it; the catalog may still show an older output
 * @param successes passing results in a row that it takes to become passing
 * @param failures critical results in a row that it takes to become critical
 * @param deregisterAfter how long it may be critical before its service is forgotten; zero is for ever
 * @param criticalSince when a result first said critical
 * @param heldSince since when the catalog shows an older output
 * @param heardAt when the service itself last said how it is
 */
public record LocalCheck(
        Check check,
        Probe probe,
        int successes,
        int failures,
        Duration deregisterAfter,
        @Nullable Instant criticalSince,
        @Nullable Instant heldSince,
        @Nullable Instant heardAt) {

    public LocalCheck(Check check, Probe probe, int successes, int failures, Duration deregisterAfter) {
        this(check, probe, successes, failures, deregisterAfter, null, null, null);
    }

    public String id() {
        return check.checkId();
    }

    public boolean isOverdue(Instant now) {
        return criticalSince != null
                && !deregisterAfter.isZero()
                && !check.isOfNode()
                && !now.isBefore(criticalSince.plus(deregisterAfter));
    }

    LocalCheck with(Check newCheck, @Nullable Instant newCriticalSince, @Nullable Instant newHeldSince) {
        return new LocalCheck(
                newCheck, probe, successes, failures, deregisterAfter, newCriticalSince, newHeldSince, heardAt);
    }

    LocalCheck heardAt(@Nullable Instant when) {
        return new LocalCheck(check, probe, successes, failures, deregisterAfter, criticalSince, heldSince, when);
    }

    /** Returns it as it is after a restart: critical until it is looked at, unless what was heard still holds. */
    LocalCheck restored(Instant now) {
        boolean holds = probe instanceof Probe.Maintenance
                || (probe instanceof Probe.Ttl ttl && heardAt != null && now.isBefore(heardAt.plus(ttl.ttl())));
        return with(holds ? check : check.found(Check.CRITICAL, ""), null, null);
    }
}
