package io.slipway.registry.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs an outage once when it begins and once when it ends, however many loops suffer from it. */
public final class Outage {

    private final Logger log;
    private final Clock clock;
    private final String meanwhile;
    private final Set<String> suffering = new HashSet<>();
    private @Nullable Instant since;

    /** @param meanwhile one sentence: what goes on while the registry is away */
    public Outage(Logger log, Clock clock, String meanwhile) {
        this.log = log;
        this.clock = clock;
        this.meanwhile = meanwhile;
    }

    public synchronized void failed(String loop, Throwable why) {
        if (suffering.add(loop) && since == null) {
            since = clock.instant();
            log.warn("{} is not possible: {} {}", loop, Excerpt.sentence(why), meanwhile);
        }
    }

    public synchronized void worked(String loop) {
        if (suffering.remove(loop) && suffering.isEmpty() && since != null) {
            Duration lasted = Duration.between(since, clock.instant());
            since = null;
            log.info("{} is possible again, after {} s.", loop, lasted.toSeconds());
        }
    }

    /** Forgets a loop that ended during an outage. */
    public synchronized void forget(String loop) {
        suffering.remove(loop);
        if (suffering.isEmpty()) {
            since = null;
        }
    }
}
