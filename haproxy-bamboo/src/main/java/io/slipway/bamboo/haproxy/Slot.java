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
 * @param weight beside the other slots, 0 to 256; 1 for a free one
 */
public record Slot(String name, Use use, @Nullable Tenant tenant, Instant since, int weight) {

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
        return new Slot("s" + number, Use.FREE, null, Instant.EPOCH, 1);
    }

    /** Returns this place as it was before anybody took it. */
    public Slot emptied() {
        return new Slot(name, Use.FREE, null, Instant.EPOCH, 1);
    }

    Slot become(Use changed, Instant now) {
        return use == changed
                ? this
                : changed == Use.FREE
                        ? new Slot(name, Use.FREE, null, now, 1)
                        : new Slot(name, changed, tenant, now, weight);
    }

    Slot takenBy(Tenant task, int share, Instant now) {
        return new Slot(name, Use.READY, task, now, share);
    }

    Slot weighing(int share) {
        return weight == share ? this : new Slot(name, use, tenant, since, share);
    }

    /** Returns where the slot points in the file and, but for one that its task left, in the running HAProxy. */
    Tenant target() {
        return tenant == null || use == Use.LEFT ? PARKED : tenant;
    }
}
