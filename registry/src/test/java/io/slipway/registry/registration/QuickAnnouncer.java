package io.slipway.registry.registration;

import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Starts announcers that look five times a second, so that a test need not wait a quarter of a minute for a look. */
public final class QuickAnnouncer {

    private QuickAnnouncer() {}

    public static Announcer start(Registry registry, Registration registration) {
        AnnouncerPace pace = new AnnouncerPace(
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
        return Announcer.start(
                registry,
                registration,
                () -> Condition.PASSING,
                pace,
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
