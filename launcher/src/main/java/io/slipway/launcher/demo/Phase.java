package io.slipway.launcher.demo;

import io.slipway.launcher.load.Attempt;
import java.time.Duration;
import java.util.List;

/** Spans a part of the load, in nanoseconds since it began; a request belongs where it was planned. */
record Phase(long from, long to) {

    List<Attempt> of(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.planned() >= from && attempt.planned() < to)
                .toList();
    }

    Phase since(long earlier) {
        return new Phase(earlier, to);
    }

    double seconds() {
        return Duration.ofNanos(to - from).toMillis() / 1000.0;
    }
}
