package io.slipway.local.marathon.scheduler;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Makes version 1 UUIDs, as Marathon's instance ids have: time first, so that neighbours look alike. */
final class TimeUuids {

    private static final Instant GREGORIAN = Instant.parse("1582-10-15T00:00:00Z");
    private static final long MULTICAST = 1L << 40;

    private final Clock clock;
    private final long node;
    private long last;

    TimeUuids(Clock clock) {
        this.clock = clock;
        // The multicast bit says that the node is no real network card.
        this.node = Long.MIN_VALUE | (new SecureRandom().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | MULTICAST;
    }

    UUID next() {
        Duration since = Duration.between(GREGORIAN, clock.instant());
        long ticks = since.getSeconds() * 10_000_000 + since.getNano() / 100;
        last = Math.max(ticks, last + 1);
        long low = (last & 0xFFFF_FFFFL) << 32;
        long middle = ((last >>> 32) & 0xFFFF) << 16;
        long high = (last >>> 48) & 0x0FFF;
        return new UUID(low | middle | 0x1000 | high, node);
    }
}
