package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Listeners;
import io.slipway.registry.internal.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the snapshot of one service and the pool made of it; one thread swaps them, any thread reads them. */
final class WatchedService implements Watch.Sink<List<ServiceInstance>> {

    // How much older than it was a snapshot on the disk may look after a restart.
    private static final Duration KEPT_AGAIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Pool pool;
    private final Instant begun;
    private final @Nullable SnapshotFolder folder;
    private final Listeners<Consumer<Snapshot>> listeners;
    // Held while listeners are told, so that each hears everything once and in order; readers do not need it.
    private final Object telling = new Object();
    private volatile Snapshot snapshot;
    private @Nullable Snapshot kept;
    private boolean told;

    /** @param folder where good answers are kept, and the last one of an earlier life may be; null for nowhere */
    WatchedService(String service, Pool pool, Clock clock, @Nullable SnapshotFolder folder) {
        this.clock = clock;
        this.pool = pool;
        this.begun = clock.instant();
        this.folder = folder;
        this.listeners = new Listeners<>("service " + service);
        this.kept = folder == null ? null : folder.read(service).orElse(null);
        this.snapshot = kept == null ? new Snapshot(service, List.of(), 0, Instant.EPOCH, true) : kept;
        this.told = kept != null;
        pool.replace(snapshot.instances());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Pool pool() {
        return pool;
    }

    /** Returns how long ago the registry last answered, or since when it has not. */
    Duration age() {
        Instant confirmed = snapshot.confirmedAt();
        Duration age = Duration.between(confirmed.equals(Instant.EPOCH) ? begun : confirmed, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
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
        if (!same) {
            pool.replace(instances);
        }
        // The old list is kept where nothing changed, so that a long life does not shuffle memory.
        Snapshot now =
                new Snapshot(before.service(), same ? before.instances() : instances, index, clock.instant(), false);
        swap(now);
        keep(now);
    }

    @Override
    public void failed() {
        Snapshot before = snapshot;
        if (!before.stale()) {
            swap(new Snapshot(before.service(), before.instances(), before.index(), before.confirmedAt(), true));
        }
    }

    private void keep(Snapshot now) {
        if (folder == null) {
            return;
        }
        if (kept == null
                || !kept.instances().equals(now.instances())
                || Duration.between(kept.confirmedAt(), now.confirmedAt()).abs().compareTo(KEPT_AGAIN) > 0) {
            kept = now;
            folder.keep(now);
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
