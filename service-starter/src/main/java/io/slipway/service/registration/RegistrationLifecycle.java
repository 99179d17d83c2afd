package io.slipway.service.registration;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.registration.Announcement;
import io.slipway.registry.registration.Announcer;
import io.slipway.registry.registration.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Announces the service once it listens and is ready, and leaves the registry in the order that loses no request.
 *
 * <p>States: idle → started → announced → (on stop, before the server: retired, drained) → (on destruction, after the server
 * has finished what was in flight: withdrawn). A context without a web server, as some tests have, stays at started.
 */
final class RegistrationLifecycle implements SmartLifecycle, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationLifecycle.class);

    private final Registry registry;
    private final ServiceRegistration registration;
    private final ApplicationAvailability availability;
    private final RegistrationProperties properties;
    private final Supplier<Condition> condition;
    private final MetricRegistry metrics;
    private volatile int port;
    private volatile boolean started;
    private volatile @Nullable Announcer announcer;

    RegistrationLifecycle(
            Registry registry,
            ServiceRegistration registration,
            ApplicationAvailability availability,
            RegistrationProperties properties,
            Supplier<Condition> condition,
            MetricRegistry metrics) {
        this.registry = registry;
        this.registration = registration;
        this.availability = availability;
        this.properties = properties;
        this.condition = condition;
        this.metrics = metrics;
    }

    /** Returns how far the announcement has come; nothing before the service is ready. */
    Optional<Announcement> announcement() {
        return Optional.ofNullable(announcer).map(Announcer::state);
    }

    /** Returns whether it serves only what is still on its way. */
    boolean leaving() {
        return announcer != null && !started;
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
            Registration complete = registration.listeningOn(port);
            Announcer begun = Announcer.start(registry, complete, condition);
            begun.bindTo(metrics);
            announcer = begun;
        }
    }

    @Override
    public void stop() {
        if (leave()) {
            drain(properties.drain());
        }
    }

    private synchronized boolean leave() {
        started = false;
        Announcer current = announcer;
        if (current == null) {
            return false;
        }
        if (properties.withdraw() == RegistrationProperties.Withdraw.MAINTENANCE) {
            boolean ignored = current.retire("It is stopping, and finishes what it has begun.");
        } else {
            boolean ignored = current.withdraw();
        }
        return true;
    }

    private static void drain(Duration drain) {
        LOG.info("Serving for another {} ms, then stopping", drain.toMillis());
        try {
            Thread.sleep(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the registration away: by now nothing is in flight. */
    @Override
    public synchronized void destroy() {
        Announcer current = announcer;
        if (current != null) {
            current.close();
            announcer = null;
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
