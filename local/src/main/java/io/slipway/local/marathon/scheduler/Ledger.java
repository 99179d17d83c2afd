package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Holds the world for the scheduler's thread, which alone may change it. */
final class Ledger {

    private final Clock clock;
    private World world = World.EMPTY;
    private Instant lastVersion = Instant.EPOCH;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    World world() {
        return world;
    }

    void set(World next) {
        world = next;
    }

    /** Begins with what was known before; versions go on from the latest of its versions. */
    void restore(World saved) {
        world = saved;
        Stream<String> versions = saved.apps().values().stream()
                .flatMap(app -> app.versions().stream())
                .map(AppVersion::version);
        lastVersion = Stream.concat(versions, Stream.of(saved.version()))
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(lastVersion);
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns a time that no version has yet, later than all of them. */
    String nextVersion() {
        Instant now = now().truncatedTo(ChronoUnit.MILLIS);
        lastVersion = now.isAfter(lastVersion) ? now : lastVersion.plusMillis(1);
        return Timestamps.format(lastVersion);
    }

    Optional<AppState> app(AppId id) {
        return world.app(id);
    }

    void update(AppId id, UnaryOperator<AppState> change) {
        world.app(id).ifPresent(app -> world = world.withApp(change.apply(app)));
    }

    /** Returns every instance there is, those of deleted apps included. */
    Stream<Instance> instances() {
        return Stream.concat(
                world.apps().values().stream().flatMap(app -> app.instances().stream()), world.leaving().stream());
    }

    Optional<Instance> instance(String id) {
        return instances().filter(instance -> instance.id().equals(id)).findFirst();
    }

    void change(Instance instance) {
        if (isLeaving(instance)) {
            List<Instance> leaving = new ArrayList<>(world.leaving());
            leaving.replaceAll(one -> one.id().equals(instance.id()) ? instance : one);
            world = world.withLeaving(leaving);
        } else {
            update(instance.app(), app -> app.change(instance.id(), old -> instance));
        }
    }

    void remove(Instance instance) {
        if (isLeaving(instance)) {
            world = world.withLeaving(world.leaving().stream()
                    .filter(one -> !one.id().equals(instance.id()))
                    .toList());
        } else {
            update(instance.app(), app -> app.without(instance.id()));
        }
    }

    /** Forgets an app; its instances stay until they have ended. */
    void removeApp(AppState app) {
        List<Instance> leaving = new ArrayList<>(world.leaving());
        leaving.addAll(app.instances());
        world = world.withoutApp(app.id()).withLeaving(leaving).withRejection(app.id(), null);
    }

    private boolean isLeaving(Instance instance) {
        return world.leaving().stream().anyMatch(one -> one.id().equals(instance.id()));
    }
}
