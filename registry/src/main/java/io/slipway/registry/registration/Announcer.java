package io.slipway.registry.registration;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one registration true: announces it, looks again, announces it anew where the agent lost it or somebody changed it.
 *
 * <p>States, all on one daemon thread: <em>announcing</em> (again and again until the registry takes it) → <em>looking</em>
 * (every 15 s ± 20 %, and reporting where the check waits for that; back to announcing when it is gone) →
 * <em>retired</em> (nobody new is sent to it) → <em>withdrawn</em>. Retiring may be left out. A registry that is away never ends
 * it, and keeps nobody who leaves for longer than two seconds. Safe for use by several threads.
 */
public final class Announcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final Duration CONSULS_SHORTEST = Duration.ofMinutes(1);

    private final Presence presence;
    private final Duration deregisterAfter;
    private final AnnouncerPace pace;
    private final Clock clock;
    private final Instant begun;
    private final Thread thread;
    private final Course course = new Course();
    private final CountDownLatch announced = new CountDownLatch(1);
    private final CountDownLatch retired = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Announcer(Presence presence, Duration deregisterAfter, AnnouncerPace pace, Clock clock) {
        this.presence = presence;
        this.deregisterAfter = deregisterAfter;
        this.pace = pace;
        this.clock = clock;
        this.begun = clock.instant();
        this.thread = new Thread(this::run, "slipway-announcer " + presence.id());
        this.thread.setDaemon(true);
    }

    /** Returns at once and announces in the background, for as long as it takes; a check that waits for reports passes. */
    public static Announcer start(Registry registry, Registration registration) {
        return start(registry, registration, () -> Condition.PASSING);
    }

    /**
     * Returns at once and announces in the background, for as long as it takes.
     *
     * @param condition asked for what to report where the check is a {@link Check.Ttl}, three times in each of its spans, on
     *     a thread of its own; what it throws, or takes longer than two seconds to say, is critical
     */
    public static Announcer start(Registry registry, Registration registration, Supplier<Condition> condition) {
        return start(
                registry,
                registration,
                condition,
                AnnouncerPace.DEFAULT,
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    static Announcer start(
            Registry registry,
            Registration registration,
            Supplier<Condition> condition,
            AnnouncerPace pace,
            Clock clock,
            DoubleSupplier chance) {
        Duration forget = registration.deregisterAfter();
        Presence presence = new Presence(registry, registration, condition, pace, clock, chance);
        if (forget.compareTo(CONSULS_SHORTEST) < 0) {
            log.warn(
                    "{} is to be forgotten {} s after its check has failed; Consul does so after a minute at the earliest.",
                    presence.id(),
                    forget.toSeconds());
        }
        Announcer announcer = new Announcer(presence, forget, pace, clock);
        announcer.thread.start();
        return announcer;
    }

    /** Returns whether the registry held the registration when it last answered. */
    public boolean registered() {
        return state().state() == Announcement.State.REGISTERED;
    }

    /** Returns how far the announcement has come. */
    public Announcement state() {
        return presence.state();
    }

    /** Returns how long ago the registry last held it as announced, or how long this tries; never less than nothing. */
    public Duration age() {
        Duration age = Duration.between(state().confirmedAt().orElse(begun), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Shows, as {@code registry.…}: {@code available} and {@code registered}, each 1 or 0, and {@code age} in seconds, as
     * in {@link #age}.
     */
    public void bindTo(MetricRegistry metrics) {
        bind(metrics, "registry.available", () -> state().problem().isEmpty() ? 1 : 0);
        bind(metrics, "registry.registered", () -> registered() ? 1 : 0);
        bind(metrics, "registry.age", () -> age().toSeconds());
    }

    private static void bind(MetricRegistry metrics, String name, Gauge<Number> gauge) {
        metrics.remove(name); // That of an announcer before this one.
        metrics.register(name, gauge);
    }

    /**
     * Waits until the first announcement is done.
     *
     * @return whether it was done in that time
     */
    public boolean awaitRegistered(Duration atMost) throws InterruptedException {
        return announced.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Has nobody new sent to it, as the first step of leaving; waits at most two seconds, also while the registry is away.
     *
     * @param why what to tell operators who look at the registry meanwhile
     * @return whether the registry confirmed it in that time
     */
    public boolean retire(String why) {
        course.set(Course.Goal.RETIRE, why);
        return within(pace.goodbye(), retired) && state().problem().isEmpty();
    }

    /**
     * Takes the registration away and stops looking; waits at most two seconds, also while the registry is away.
     *
     * @return whether the registry confirmed it in that time
     */
    public boolean withdraw() {
        course.set(Course.Goal.LEAVE, "");
        if (within(pace.goodbye(), ended)) {
            return state().problem().isEmpty();
        }
        log.warn("{} is left in the registry, which does not answer: {}", presence.id(), forgotten());
        return false;
    }

    /** Withdraws, if that was not done yet. */
    @Override
    public void close() {
        if (ended.getCount() > 0) {
            boolean ignored = withdraw();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (course.after(pause) == Course.Goal.STAY) {
            pause = presence.turn();
            if (registered()) {
                announced.countDown();
            }
        }
        if (course.after(Duration.ZERO) == Course.Goal.RETIRE) {
            presence.retire(course.reason());
            retired.countDown();
            course.awaitLeaving();
        }
        presence.leave(forgotten());
        retired.countDown();
        ended.countDown();
    }

    private String forgotten() {
        return "The registry forgets it " + deregisterAfter.toSeconds() + " s after its check has failed.";
    }

    private static boolean within(Duration limit, CountDownLatch step) {
        try {
            return step.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
