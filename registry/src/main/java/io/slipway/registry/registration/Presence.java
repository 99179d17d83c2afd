package io.slipway.registry.registration;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.internal.Backoff;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.registration.Announcement.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does, turn by turn, what keeps one instance present in the registry; on one thread, but for {@link #state}. */
final class Presence {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final Claim claim;
    private final String address;
    private final AnnouncerPace pace;
    private final Clock clock;
    private final Rhythm looks;
    private final Optional<Heartbeat> heartbeat;
    private final Backoff backoff;
    private final Outage outage;
    private final String name;
    private volatile Announcement state = Announcement.BEGUN;

    Presence(
            Registry registry,
            Registration registration,
            Supplier<Condition> condition,
            AnnouncerPace pace,
            Clock clock,
            DoubleSupplier chance) {
        this.claim = new Claim(registry, registration, Lives.ofThisMachine());
        this.address = registration.instance().address();
        this.pace = pace;
        this.clock = clock;
        this.looks = new Rhythm(pace.look(), 0.2, chance);
        this.heartbeat = registration.check() instanceof Check.Ttl ttl
                ? Optional.of(new Heartbeat(claim, ttl, condition, pace.exam(), chance))
                : Optional.empty();
        this.backoff = new Backoff(pace.firstRetry(), pace.longestRetry(), chance);
        this.outage = new Outage(log, clock, "It is tried again until it works.");
        this.name = "Registering " + claim.id();
    }

    String id() {
        return claim.id();
    }

    Announcement state() {
        return state;
    }

    /** Does what is due, and returns how long to pause. */
    Duration turn() {
        try {
            if (state.state() == State.ANNOUNCING) {
                announce();
                log.info("{} is registered at {}.", id(), address);
            } else if (looks.due()) {
                look();
            }
            if (state.state() == State.REGISTERED && heartbeat.isPresent()) {
                keepBeating(heartbeat.get());
            }
            outage.worked(name);
            backoff.reset();
            return pause();
        } catch (RuntimeException | Error e) { // Wide because nothing may end the loop but leaving.
            outage.failed(name, e);
            state = state.failed(Excerpt.sentence(e));
            return backoff.next();
        }
    }

    private void announce() {
        claim.announce();
        state = state.confirmed(clock.instant());
        looks.begin();
        heartbeat.ifPresent(Heartbeat::hurry);
    }

    private void look() {
        Claim.Standing standing = claim.look();
        looks.begin();
        switch (standing) {
            case HELD -> state = state.confirmed(clock.instant());
            case TAKEN -> stepBack();
            case LOST -> announceAgain("The registry lost {}; it is registered again.");
            case CHANGED -> announceAgain("Somebody changed the registration of {}; it is registered as it was.");
        }
    }

    private void announceAgain(String why) {
        log.warn(why, id());
        state = state.now(State.ANNOUNCING);
        announce();
    }

    private void stepBack() {
        if (state.state() != State.TAKEN) {
            log.warn(
                    "{} is registered by another process now; this one, at {}, leaves it alone. Two processes have been"
                            + " given one id.",
                    id(),
                    address);
        }
        state = state.now(State.TAKEN);
    }

    private void keepBeating(Heartbeat heart) {
        if (!heart.due()) {
            return;
        }
        if (!heart.beat()) {
            // The agent was restarted since the last look, or another registration has taken the check's place.
            look();
            if (state.state() == State.REGISTERED && !heart.beat()) {
                throw new RegistryException("the registry waits for no report of " + id() + ".", null);
            }
        }
        state = state.state() == State.REGISTERED ? state.confirmed(clock.instant()) : state;
    }

    private Duration pause() {
        Duration look = looks.pause();
        return heartbeat
                .map(Heartbeat::pause)
                .filter(beat -> beat.compareTo(look) < 0)
                .orElse(look);
    }

    /** Has nobody new sent to it. */
    void retire(String reason) {
        Optional<String> failure = persist(() -> claim.retire(reason)).map(Excerpt::sentence);
        state = ended(State.RETIRED, failure);
        failure.ifPresentOrElse(
                why -> log.warn("{} could not be retired: {}", id(), why),
                () -> log.info("{} is retired: {}", id(), Excerpt.of(reason)));
    }

    // Even what was never confirmed is taken away: the answer may have been lost, not the question.
    void leave(String otherwise) {
        Optional<String> failure = persist(claim::takeAway).map(Excerpt::sentence);
        heartbeat.ifPresent(Heartbeat::close);
        state = ended(State.WITHDRAWN, failure);
        failure.ifPresentOrElse(
                why -> log.warn("{} could not be withdrawn: {} {}", id(), why, otherwise),
                () -> log.info("{} is withdrawn.", id()));
    }

    private Announcement ended(State next, Optional<String> failure) {
        Announcement ended = state.now(next);
        return failure.isEmpty() ? ended : ended.failed(failure.get());
    }

    /** Tries again for as long as a caller waits; returns the last failure. */
    private Optional<Throwable> persist(Runnable step) {
        long deadline =
                System.nanoTime() + pace.goodbye().minus(pace.firstRetry()).toNanos();
        Throwable failure = attempt(step);
        while (failure != null && System.nanoTime() < deadline) {
            sleep(pace.firstRetry());
            failure = attempt(step);
        }
        return Optional.ofNullable(failure);
    }

    private static @Nullable Throwable attempt(Runnable step) {
        try {
            step.run();
            return null;
        } catch (RuntimeException | Error e) { // Wide because a farewell must not become a failure.
            return e;
        }
    }

    private static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            // The deadline ends the tries all the same.
        }
    }
}
