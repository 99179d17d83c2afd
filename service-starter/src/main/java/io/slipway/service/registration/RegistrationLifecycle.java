package io.slipway.service.registration;

import io.slipway.registry.Registry;
import io.slipway.registry.registration.Announcer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Announces the service once it listens and is ready, and withdraws it before anything else stops.
 *
 * <p>States: idle → started → announced → (on stop: withdrawn, drained) → idle. A context without a web server, as some
 * tests have, stays at started.
 */
final class RegistrationLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationLifecycle.class);

    private final Registry registry;
    private final ServiceRegistration registration;
    private final ApplicationAvailability availability;
    private final Duration drain;
    private volatile int port;
    private volatile boolean started;
    private volatile @Nullable Announcer announcer;

    RegistrationLifecycle(
            Registry registry, ServiceRegistration registration, ApplicationAvailability availability, Duration drain) {
        this.registry = registry;
        this.registration = registration;
        this.availability = availability;
        this.drain = drain;
    }

    /** Returns whether the registry held the service when it was last asked. */
    boolean registered() {
        Announcer current = announcer;
        return current != null && current.registered();
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        // The management port, where there is one, serves no caller.
        if (!WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
            port = event.getWebServer().getPort();
        }
    }

    @EventListener
    void readinessChanged(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            announce();
        }
    }

    @Override
    public void start() {
        started = true;
        // On the first start the runners are still to come and the event follows them; on a later one it is past.
        if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
            announce();
        }
    }

    private synchronized void announce() {
        if (started && port > 0 && announcer == null) {
            announcer = Announcer.start(registry, registration.listeningOn(port));
        }
    }

    @Override
    public void stop() {
        if (withdraw()) {
            drain();
        }
    }

    private synchronized boolean withdraw() {
        started = false;
        Announcer current = announcer;
        if (current == null) {
            return false;
        }
        current.withdraw();
        current.close();
        announcer = null;
        return true;
    }

    private void drain() {
        LOG.info("Serving for another {} ms, then stopping", drain.toMillis());
        try {
            Thread.sleep(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    // The default phase already is the last to start and the first to stop. Spring's test cache pauses contexts that
    // another one has replaced: that is no reason to leave the registry.
    @Override
    public boolean isPauseable() {
        return false;
    }
}
