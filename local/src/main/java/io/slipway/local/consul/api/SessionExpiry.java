package io.slipway.local.consul.api;

import io.slipway.local.consul.http.GoDuration;
import io.slipway.local.consul.store.Session;
import io.slipway.local.consul.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends sessions that were not renewed in time: after twice their TTL, as Consul does. */
public final class SessionExpiry {

    private final Store store;
    private final ScheduledExecutorService scheduler;
    private final Map<String, Future<?>> timers = new ConcurrentHashMap<>();

    public SessionExpiry(Store store, ScheduledExecutorService scheduler) {
        this.store = store;
        this.scheduler = scheduler;
        store.state().sessions().byId().values().forEach(this::renew);
    }

    /** Lets a session's time run from now. */
    void renew(Session session) {
        Duration ttl = session.ttl().isEmpty() ? Duration.ZERO : GoDuration.parse(session.ttl());
        if (ttl.isZero()) {
            return;
        }
        Future<?> next = scheduler.schedule(() -> end(session.id()), 2 * ttl.toNanos(), TimeUnit.NANOSECONDS);
        Future<?> old = timers.put(session.id(), next);
        if (old != null) {
            old.cancel(false);
        }
    }

    private void end(String id) {
        timers.remove(id);
        store.run(draft -> draft.sessions().end(id));
    }
}
