package io.slipway.service.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how long the process has been running, as people say it: {@code 3 d 4 h}, {@code 12 min 5 s}. */
final class Uptime {

    private final Instant since;
    private final InstantSource now;

    Uptime(Instant since, InstantSource now) {
        this.since = since;
        this.now = now;
    }

    String inWords() {
        Duration up = Duration.between(since, now.instant());
        if (up.toDays() > 0) {
            return up.toDays() + " d " + up.toHoursPart() + " h";
        }
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " min";
        }
        return up.toMinutes() > 0 ? up.toMinutes() + " min " + up.toSecondsPart() + " s" : up.toSeconds() + " s";
    }
}
