package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Haproxy;
import io.slipway.bamboo.haproxy.HaproxyException;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.haproxy.StatTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Looks now and then whether HAProxy is what it was left as, and what it does. For one thread. */
final class Lookout {

    private static final int SHARE_OF_TIME = 50;

    private final Haproxy haproxy;
    private final Driver driver;
    private final Duration pace;
    private final Duration slotRest;
    private final Clock clock;
    private final Traffic traffic = new Traffic();
    private StatTable stats = StatTable.NONE;
    private Instant counted = Instant.EPOCH;
    private Instant due = Instant.EPOCH;
    private long lastTook;

    /**
     * @param pace how often to look
     * @param slotRest how long a slot whose task is gone may wait for its last request
     */
    Lookout(Haproxy haproxy, Driver driver, Duration pace, Duration slotRest, Clock clock) {
        this.haproxy = haproxy;
        this.driver = driver;
        this.pace = pace;
        this.slotRest = slotRest;
        this.clock = clock;
    }

    Instant due() {
        return due;
    }

    void postpone() {
        postponeTo(clock.instant().plus(pace));
    }

    void postponeTo(Instant later) {
        due = later;
    }

    void lookIfDue() throws HaproxyException, InterruptedException {
        if (clock.instant().isBefore(due)) {
            return;
        }
        long begun = System.nanoTime();
        if (haproxy.refresh()) {
            countFromZero();
        }
        driver.verify();
        count();
        // With thousands of servers a look takes HAProxy a while, and it is not to be busy with us. One slow look
        // proves nothing: the first one of a young JVM always is.
        long took = System.nanoTime() - begun;
        Duration rest = Duration.ofNanos(Math.min(took, lastTook)).multipliedBy(SHARE_OF_TIME);
        lastTook = took;
        due = clock.instant().plus(rest.compareTo(pace) > 0 ? rest : pace);
    }

    void count() throws HaproxyException {
        stats = haproxy.stats();
        counted = clock.instant();
        traffic.read(stats, driver.layout(), counted);
    }

    /** Says that another worker serves. */
    void countFromZero() {
        traffic.restarted();
    }

    /** Tells whether a slot that its task left may be given to another one. */
    boolean isIdle(String pool, Slot slot) {
        boolean seenEmpty =
                counted.isAfter(slot.since()) && stats.of(pool, slot.name()).sessions() == 0;
        return seenEmpty || slot.since().plus(slotRest).isBefore(clock.instant());
    }

    Map<String, Flow> flows() {
        return traffic.flows();
    }
}
