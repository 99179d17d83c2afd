package io.slipway.launcher.demo;

import io.slipway.launcher.load.Attempt;
import java.time.Duration;
import java.util.List;

/** Spans a part of the load, in nanoseconds since it began. */
record Phase(long from, long to) {

    /** Returns those that ended in it: what is lost, is lost at its end, whenever it was sent. */
    List<Attempt> ended(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.ended() >= from && attempt.ended() < to)
                .toList();
    }

    /** Returns those that were sent in it. */
    List<Attempt> sent(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.sent() >= from && attempt.sent() < to)
                .toList();
    }

    Phase untilTheEnd() {
        return new Phase(from, Long.MAX_VALUE);
    }

    double seconds() {
        return Duration.ofNanos(to - from).toMillis() / 1000.0;
    }
}
