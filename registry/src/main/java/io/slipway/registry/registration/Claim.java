package io.slipway.registry.registration;

import io.slipway.registry.Registered;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Excerpt;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims one id in the registry, and touches nothing there that it cannot prove to be its own.
 *
 * <p>What was announced carries the {@link Life} of the process that did. Whoever announces an id last has it: a process
 * that comes later with the same id is left alone. Not thread-safe.
 */
final class Claim {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /** Says what the registry holds under the id: ours, ours but changed by somebody, another's, or nothing. */
    enum Standing {
        HELD,
        CHANGED,
        TAKEN,
        LOST
    }

    private final Registry registry;
    private final Registration registration;
    private final Lives lives;
    private String contentHash = "";
    private boolean announcedBefore;

    Claim(Registry registry, Registration registration, Lives lives) {
        this.registry = registry;
        ServiceInstance marked =
                registration.instance().with(Life.KEY, lives.own().text());
        this.registration = new Registration(marked, registration.check(), registration.deregisterAfter());
        this.lives = lives;
    }

    String id() {
        return registration.instance().id();
    }

    /** Announces it, reads it back, and the first time cleans up after earlier lives. */
    void announce() {
        boolean inherited = !announcedBefore && registry.registered(id()).isPresent();
        registry.register(registration);
        if (inherited) {
            // A life that ended in the middle of its leaving has left its maintenance behind.
            boolean ignored = registry.maintain(id(), false, "");
        }
        contentHash = registry.registered(id()).map(Registered::contentHash).orElse("");
        if (!announcedBefore) {
            announcedBefore = true;
            removeEarlierLives();
        }
    }

    Standing look() {
        Optional<Registered> held = registry.registered(id());
        if (held.isEmpty()) {
            return Standing.LOST;
        }
        if (!isOwn(held.get())) {
            return Standing.TAKEN;
        }
        return held.get().contentHash().equals(contentHash) ? Standing.HELD : Standing.CHANGED;
    }

    /** Sends nobody new to it; its registration stays. */
    void retire(String reason) {
        Standing standing = look();
        if (standing != Standing.LOST && standing != Standing.TAKEN) {
            boolean ignored = registry.maintain(id(), true, reason);
        }
    }

    /** Takes it away, unless another has the id by now. */
    void takeAway() {
        Standing standing = look();
        if (standing != Standing.LOST && standing != Standing.TAKEN) {
            registry.deregister(id());
        }
    }

    boolean report(Condition condition) {
        return registry.report(id(), condition.status(), condition.note());
    }

    // Their check asks the address that is ours now, passes, and would keep them for as long as this process lives.
    private void removeEarlierLives() {
        try {
            registry.registeredHere(registration.instance().service()).stream()
                    .map(Registered::instance)
                    .filter(this::isOfAnEarlierLife)
                    .forEach(earlier -> {
                        registry.deregister(earlier.id());
                        log.info(
                                "{} is removed: the process that had registered it at {} is gone.",
                                earlier.id(),
                                earlier.address());
                    });
        } catch (RuntimeException e) { // Wide because tidying up must not keep anybody from being registered.
            log.warn("What earlier lives may have left in the registry stays there: {}", Excerpt.sentence(e));
        }
    }

    private boolean isOfAnEarlierLife(ServiceInstance other) {
        return !other.id().equals(id())
                && other.address().equals(registration.instance().address())
                && life(other).filter(lives::isOver).isPresent();
    }

    private boolean isOwn(Registered held) {
        return life(held.instance()).filter(lives.own()::equals).isPresent();
    }

    private static Optional<Life> life(ServiceInstance instance) {
        return Life.parse(instance.meta().getOrDefault(Life.KEY, ""));
    }
}
