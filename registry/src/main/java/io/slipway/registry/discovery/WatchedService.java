package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Listeners;
import io.slipway.registry.internal.Watch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Holds the snapshot of one service; one thread swaps it, any thread reads it. */
final class WatchedService implements Watch.Sink<List<ServiceInstance>> {

    private final Clock clock;
    private final Listeners<Consumer<Snapshot>> listeners;
    private final AtomicInteger turn;
    // Held while listeners are told, so that each hears everything once and in order; readers do not need it.
    private final Object telling = new Object();
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private volatile Snapshot snapshot;
    private boolean told;

    WatchedService(String service, Clock clock, int firstTurn) {
        this.clock = clock;
        this.turn = new AtomicInteger(firstTurn);
        this.listeners = new Listeners<>("service " + service);
        this.snapshot = new Snapshot(service, List.of(), 0, Instant.EPOCH, true);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Optional<ServiceInstance> pick(Set<String> excludedIds) {
        List<ServiceInstance> instances = snapshot.instances();
        int size = instances.size();
        if (size == 0) {
            return Optional.empty();
        }
        int first = Math.floorMod(turn.getAndIncrement(), size);
        for (int i = 0; i < size; i++) {
            ServiceInstance candidate = instances.get((first + i) % size);
            if (!excludedIds.contains(candidate.id())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Optional<Lease> lease(Set<String> excludedIds) {
        return pick(excludedIds)
                .map(instance ->
                        new Lease(instance, inFlight.computeIfAbsent(instance.id(), id -> new AtomicInteger())));
    }

    Subscription onChange(Consumer<Snapshot> listener) {
        synchronized (telling) {
            if (told) {
                listeners.tell(listener, known -> known.accept(snapshot));
            }
            return listeners.add(listener);
        }
    }

    @Override
    public void answered(List<ServiceInstance> instances, long index) {
        Snapshot before = snapshot;
        boolean same = instances.equals(before.instances());
        // The old list is kept where nothing changed, so that a long life does not shuffle memory.
        swap(new Snapshot(before.service(), same ? before.instances() : instances, index, clock.instant(), false));
    }

    @Override
    public void failed() {
        Snapshot before = snapshot;
        if (!before.stale()) {
            swap(new Snapshot(before.service(), before.instances(), before.index(), before.confirmedAt(), true));
        }
    }

    private void swap(Snapshot now) {
        synchronized (telling) {
            Snapshot before = snapshot;
            snapshot = now;
            boolean changed =
                    before.stale() != now.stale() || !before.instances().equals(now.instances());
            if (!told || changed) {
                told = true;
                listeners.tell(listener -> listener.accept(now));
            }
        }
    }
}
