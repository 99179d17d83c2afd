package io.slipway.registry.client;

import io.slipway.registry.client.ServiceCallException.Reason;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Lease;
import io.slipway.registry.discovery.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import retrofit2.Response;

/** Sends a call to an instance that discovery names, and tells discovery how that one did. */
final class PickLink implements Link {

    private final String service;
    private final Discovery discovery;
    private final Link next;

    PickLink(String service, Discovery discovery, Link next) {
        this.service = service;
        this.discovery = discovery;
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        Lease lease = lease(exchange);
        long begun = exchange.now();
        boolean told = false;
        try {
            exchange.sending().to(lease.instance());
            exchange.tries().begin(lease.instance());
            Response<R> response = next.call(exchange);
            told = true;
            lease.succeeded(Duration.ofNanos(exchange.now() - begun));
            return response;
        } catch (ServiceCallException e) {
            told = tell(exchange, lease, e, Duration.ofNanos(exchange.now() - begun));
            throw e;
        } finally {
            if (!told) {
                lease.abandoned();
            }
        }
    }

    private Lease lease(Exchange<?> exchange) {
        Set<String> tried = exchange.tries().ids();
        Optional<Lease> lease = discovery.lease(service, tried);
        if (lease.isEmpty() && !tried.isEmpty() && exchange.wasReachedBefore()) {
            // A single instance may only have closed a connection that was idle: a new one is worth a try.
            lease = discovery.lease(service, Set.of());
        }
        return lease.orElseThrow(() -> ServiceCallException.of(exchange, Reason.NO_INSTANCE, nobody(), null));
    }

    /** Returns whether there was something to tell: silence says nothing of one that had little time. */
    private static boolean tell(Exchange<?> exchange, Lease lease, ServiceCallException e, Duration took) {
        if (e.reason() == Reason.TIMED_OUT && exchange.isLittle(took)) {
            return false;
        }
        if (e.reason().isOfInstance() || e.status() >= 500) {
            lease.failed(took);
            return true;
        }
        if (e.status() != 0 || e.reason() == Reason.UNREADABLE) {
            lease.succeeded(took);
            return true;
        }
        return false;
    }

    private String nobody() {
        Snapshot snapshot = discovery.snapshot(service);
        return snapshot.stale()
                ? "no instance of " + service + " is known, and the registry does not answer"
                : "the registry knows no healthy instance of " + service;
    }
}
