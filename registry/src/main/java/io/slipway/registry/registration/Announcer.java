package io.slipway.registry.registration;

import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.internal.Backoff;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one registration true: announces it, looks again, announces it anew where the agent lost it.
 *
 * <p>States, all on one daemon thread: <em>announcing</em> (again and again until the registry takes it) → <em>looking</em>
 * (every 15 s ± 20 %; back to announcing when it is gone) → <em>withdrawing</em> (at most two seconds) → ended. A registry that is
 * away never ends it. Safe for use by several threads.
 */
public final class Announcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final Registry registry;
    private final Registration registration;
    private final String name;
    private final AnnouncerPace pace;
    private final DoubleSupplier chance;
    private final Backoff backoff;
    private final Outage outage;
    private final Thread thread;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean registered;
    private volatile boolean deregistered;

    private Announcer(
            Registry registry, Registration registration, AnnouncerPace pace, Clock clock, DoubleSupplier chance) {
        this.registry = registry;
        this.registration = registration;
        this.name = "Registering " + registration.instance().id();
        this.pace = pace;
        this.chance = chance;
        this.backoff = new Backoff(pace.firstRetry(), pace.longestRetry(), chance);
        this.outage = new Outage(log, clock, "It is tried again until it works.");
        this.thread = new Thread(
                this::run, "slipway-announcer " + registration.instance().id());
        this.thread.setDaemon(true);
    }

    /** Returns at once and announces in the background, for as long as it takes. */
    public static Announcer start(Registry registry, Registration registration) {
        return start(registry, registration, AnnouncerPace.DEFAULT, Clock.systemUTC(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    static Announcer start(
            Registry registry, Registration registration, AnnouncerPace pace, Clock clock, DoubleSupplier chance) {
        Announcer announcer = new Announcer(registry, registration, pace, clock, chance);
        announcer.thread.start();
        return announcer;
    }

    /** Returns whether the registry held the registration when it last answered. */
    public boolean registered() {
        return registered;
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
     * Takes the registration away and stops looking; waits at most two seconds, also while the registry is away.
     *
     * @return whether the registry confirmed it in that time
     */
    public boolean withdraw() {
        leaving.countDown();
        try {
            boolean ignored = ended.await(pace.goodbye().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return deregistered;
    }

    /** Withdraws, if that was not done yet. */
    @Override
    public void close() {
        withdraw();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!toldToLeaveWithin(pause)) {
            pause = look();
        }
        takeAway();
        ended.countDown();
    }

    private Duration look() {
        try {
            if (!registered) {
                register();
                log.info(
                        "{} is registered at {}.", id(), registration.instance().address());
            } else if (!registry.isRegistered(id())) {
                log.warn("The registry lost {}; it is registered again.", id());
                register();
            }
            outage.worked(name);
            backoff.reset();
            return Duration.ofNanos((long) (pace.look().toNanos() * (0.8 + 0.4 * chance.getAsDouble())));
        } catch (RuntimeException | Error e) { // Wide because nothing may end the loop but withdrawing.
            outage.failed(name, e);
            return backoff.next();
        }
    }

    private void register() {
        registered = false;
        registry.register(registration);
        registered = true;
        announced.countDown();
    }

    // Even what was never confirmed is taken away: the answer may have been lost, not the question.
    private void takeAway() {
        long deadline =
                System.nanoTime() + pace.goodbye().minus(pace.firstRetry()).toNanos();
        Throwable failure = deregister();
        while (failure != null && System.nanoTime() < deadline) {
            sleep(pace.firstRetry());
            failure = deregister();
        }
        if (failure == null) {
            log.info("{} is withdrawn.", id());
        } else {
            log.warn(
                    "{} could not be withdrawn: {} The registry forgets it {} s after its check has failed.",
                    id(),
                    Excerpt.sentence(failure),
                    registration.deregisterAfter().toSeconds());
        }
    }

    private @Nullable Throwable deregister() {
        try {
            registry.deregister(id());
            registered = false;
            deregistered = true;
            return null;
        } catch (RuntimeException | Error e) { // Wide because a farewell must not become a failure.
            return e;
        }
    }

    private boolean toldToLeaveWithin(Duration pause) {
        try {
            return leaving.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true; // Nobody but a dying process interrupts a thread it does not know.
        }
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            // The deadline ends the tries all the same.
        }
    }

    private String id() {
        return registration.instance().id();
    }
}
