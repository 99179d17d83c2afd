package io.slipway.bamboo.haproxy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds a place for one server in a backend, so that servers come and go without a reload.
 *
 * <p>FREE → READY → DRAINING → LEFT → FREE; a slot whose task vanishes goes from READY to LEFT, and one whose task comes
 * back goes to READY from anywhere. LEFT waits until no request runs on it.
 *
 * @param name {@code s1} and so on
 * @param tenant absent only for a free slot
 * @param since when it became what it is
 */
public record Slot(String name, Use use, @Nullable Tenant tenant, Instant since) {

    /** Tells what a slot does. */
    public enum Use {
        FREE,
        READY,
        /** Gets no new request; running ones end. */
        DRAINING,
        /** In maintenance, its task gone; kept from others until its requests ended. */
        LEFT
    }

    /** Where a free slot points: a port on which nobody listens. */
    static final Tenant PARKED = new Tenant("", "127.0.0.1", 1);

    static Slot free(int number) {
        return new Slot("s" + number, Use.FREE, null, Instant.EPOCH);
    }

    /** Returns this place as it was before anybody took it. */
    public Slot emptied() {
        return new Slot(name, Use.FREE, null, Instant.EPOCH);
    }

    Slot become(Use changed, Instant now) {
        return use == changed ? this : new Slot(name, changed, changed == Use.FREE ? null : tenant, now);
    }

    Slot takenBy(Tenant task, Instant now) {
        return new Slot(name, Use.READY, task, now);
    }

    /** Returns where the slot points in the file and, but for one that its task left, in the running HAProxy. */
    Tenant target() {
        return tenant == null || use == Use.LEFT ? PARKED : tenant;
    }
}
