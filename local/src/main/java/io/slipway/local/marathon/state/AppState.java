package io.slipway.local.marathon.state;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.plan.Backoff;
import io.slipway.marathon.AppId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is everything known of one app.
 *
 * @param versions oldest first; at most 50, as Marathon's {@code --zk_max_versions}
 * @param instances in the order they were scheduled, those on their way out included
 */
public record AppState(
        AppVersion current,
        List<AppVersion> versions,
        List<Instance> instances,
        Backoff backoff,
        @Nullable TaskFailure lastFailure) {

    private static final int MOST_VERSIONS = 50;

    public AppState {
        versions = List.copyOf(versions);
        instances = List.copyOf(instances);
    }

    public static AppState created(AppVersion first) {
        return new AppState(first, List.of(first), List.of(), Backoff.NONE, null);
    }

    public AppId id() {
        return current.id();
    }

    public AppState with(AppVersion next) {
        List<AppVersion> grown = new ArrayList<>(versions);
        grown.add(next);
        boolean reconfigured = !next.lastConfigChangeAt().equals(current.lastConfigChangeAt());
        return new AppState(
                next,
                grown.subList(Math.max(0, grown.size() - MOST_VERSIONS), grown.size()),
                instances,
                reconfigured ? Backoff.NONE : backoff,
                lastFailure);
    }

    public AppState with(Backoff changed) {
        return new AppState(current, versions, instances, changed, lastFailure);
    }

    public AppState with(TaskFailure failure) {
        return new AppState(current, versions, instances, backoff, failure);
    }

    public AppState with(List<Instance> changed) {
        return new AppState(current, versions, changed, backoff, lastFailure);
    }

    public AppState plus(Instance instance) {
        return with(Stream.concat(instances.stream(), Stream.of(instance)).toList());
    }

    public AppState without(String instanceId) {
        return with(instances.stream()
                .filter(instance -> !instance.id().equals(instanceId))
                .toList());
    }

    public AppState change(String instanceId, UnaryOperator<Instance> change) {
        return with(instances.stream()
                .map(instance -> instance.id().equals(instanceId) ? change.apply(instance) : instance)
                .toList());
    }

    /** Returns those that are to stay. */
    public List<Instance> wanted() {
        return instances.stream().filter(Instance::wanted).toList();
    }

    /** Returns those that wait for a process. */
    public List<Instance> waiting() {
        return instances.stream().filter(Instance::isWaiting).toList();
    }

    public Optional<AppVersion> version(String version) {
        return versions.stream()
                .filter(known -> known.version().equals(version))
                .findFirst();
    }
}
