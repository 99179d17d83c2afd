package io.slipway.bamboo.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong secrets by where they come from: five a minute are forgiven. Thread-safe. */
final class WrongTries {

    private static final int FORGIVEN = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Minute> minutes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > REMEMBERED;
        }
    };

    WrongTries(Clock clock) {
        this.clock = clock;
    }

    private record Minute(Instant began, int wrong) {}

    synchronized void another(String client) {
        Minute minute = current(client);
        minutes.put(client, new Minute(minute.began(), minute.wrong() + 1));
    }

    /** Returns 0 where another try may be looked at. */
    synchronized long secondsToWait(String client) {
        Minute minute = current(client);
        return minute.wrong() < FORGIVEN
                ? 0
                : Duration.between(clock.instant(), minute.began().plus(MINUTE)).toSeconds() + 1;
    }

    private Minute current(String client) {
        Instant now = clock.instant();
        Minute minute = minutes.get(client);
        return minute == null || now.isAfter(minute.began().plus(MINUTE)) ? new Minute(now, 0) : minute;
    }
}
