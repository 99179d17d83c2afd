package io.slipway.bamboo.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers whether a source answers, and logs an outage once when it begins and once when it ends. Thread-safe. */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final String source;
    private final Clock clock;
    private @Nullable String error;
    private @Nullable Instant began;
    private @Nullable Instant lastGood;

    Outage(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    synchronized void succeeded() {
        lastGood = clock.instant();
        if (began != null) {
            log.info(
                    "{} answers again after {} s.",
                    source,
                    Duration.between(began, lastGood).toSeconds());
            began = null;
            error = null;
        }
    }

    synchronized void failed(RuntimeException reason) {
        error = source + " does not answer: " + firstLine(reason) + " Its last good word is kept.";
        if (began == null) {
            began = clock.instant();
            log.warn("{}", error);
        }
    }

    synchronized boolean heardOnce() {
        return lastGood != null || error != null;
    }

    synchronized boolean answering() {
        return error == null;
    }

    /** Returns the state of the source; an outage is why it is held, whatever else is. */
    synchronized SourceStatus status(@Nullable String held) {
        long age = lastGood == null
                ? -1
                : Duration.between(lastGood, clock.instant()).toMillis();
        return new SourceStatus(error == null, age, error == null ? held : error);
    }

    private static String firstLine(RuntimeException reason) {
        String message = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.endsWith(".") ? line : line + ".";
    }
}
