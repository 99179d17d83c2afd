package io.slipway.registry.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Remembers when the registry last answered, and with which index. */
final class Freshness {

    private final Clock clock;
    private volatile Answered last;

    Freshness(Clock clock) {
        this.clock = clock;
        this.last = new Answered(0, clock.instant());
    }

    private record Answered(long index, Instant at) {}

    void confirmed(long index) {
        last = new Answered(index, clock.instant());
    }

    long version() {
        return last.index();
    }

    Duration age() {
        Duration age = Duration.between(last.at(), clock.instant());
        // A clock that was set back has seen nothing in the future.
        return age.isNegative() ? Duration.ZERO : age;
    }
}
