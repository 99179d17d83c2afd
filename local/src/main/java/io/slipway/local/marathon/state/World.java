package io.slipway.local.marathon.state;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Resources;
import io.slipway.marathon.AppId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is everything the scheduler knows at one moment.
 *
 * @param leaving instances of deleted apps that are still shutting down: no listing shows them
 * @param rejections why an app's waiting instances cannot be placed, in the words of {@code /v2/queue}
 * @param groups what each group that somebody made waits for; others are there as long as they have apps
 * @param version when apps or groups last changed
 * @param past what each change has replaced, oldest first; at most 50, as Marathon's {@code --zk_max_versions}
 */
public record World(
        Map<AppId, AppState> apps,
        List<Instance> leaving,
        List<Deployment> deployments,
        Map<AppId, String> rejections,
        SortedMap<String, List<String>> groups,
        String version,
        List<Past> past) {

    public static final World EMPTY = of(Map.of(), new TreeMap<>(), "1970-01-01T00:00:00.000Z");
    private static final int MOST_PAST = 50;

    public World {
        apps = Collections.unmodifiableMap(new TreeMap<>(apps));
        leaving = List.copyOf(leaving);
        deployments = List.copyOf(deployments);
        rejections = Map.copyOf(rejections);
        groups = Collections.unmodifiableSortedMap(groups);
        past = List.copyOf(past);
    }

    /** Shows apps and groups alone. */
    static World of(Map<AppId, AppState> apps, SortedMap<String, List<String>> groups, String version) {
        return new World(apps, List.of(), List.of(), Map.of(), groups, version, List.of());
    }

    public Optional<AppState> app(AppId id) {
        return Optional.ofNullable(apps.get(id));
    }

    /** Returns what all processes together take, those of deleted apps included. */
    public Resources used() {
        return processes()
                .map(instance -> instance.spec().definition().resources())
                .reduce(Resources.NONE, Resources::plus);
    }

    /** Returns the host ports of all processes. */
    public Set<Integer> takenPorts() {
        return processes()
                .flatMap(instance -> instance.process().ports().stream())
                .collect(Collectors.toSet());
    }

    private Stream<Instance> processes() {
        return Stream.concat(apps.values().stream().flatMap(app -> app.instances().stream()), leaving.stream())
                .filter(instance -> !instance.condition().isWaiting());
    }

    /** Returns what every app is now. */
    public Map<AppId, AppVersion> definitions() {
        Map<AppId, AppVersion> definitions = new LinkedHashMap<>();
        apps.forEach((id, app) -> definitions.put(id, app.current()));
        return definitions;
    }

    public Optional<Deployment> deployment(String id) {
        return deployments.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public List<Deployment> deploymentsOf(AppId app) {
        return deployments.stream().filter(one -> one.affects(app)).toList();
    }

    public boolean isLocked(AppId app) {
        return deployments.stream().anyMatch(one -> one.affects(app));
    }

    public World withApp(AppState changed) {
        Map<AppId, AppState> next = new TreeMap<>(apps);
        next.put(changed.id(), changed);
        return new World(next, leaving, deployments, rejections, groups, version, past);
    }

    public World withoutApp(AppId id) {
        Map<AppId, AppState> next = new TreeMap<>(apps);
        next.remove(id);
        return new World(next, leaving, deployments, rejections, groups, version, past);
    }

    public World withLeaving(List<Instance> changed) {
        return new World(apps, changed, deployments, rejections, groups, version, past);
    }

    public World withDeployments(List<Deployment> changed) {
        return new World(apps, leaving, changed, rejections, groups, version, past);
    }

    public World withRejection(AppId app, @Nullable String reason) {
        Map<AppId, String> next = new LinkedHashMap<>(rejections);
        if (reason == null) {
            next.remove(app);
        } else {
            next.put(app, reason);
        }
        return new World(apps, leaving, deployments, next, groups, version, past);
    }

    public World withGroups(SortedMap<String, List<String>> changed) {
        return new World(apps, leaving, deployments, rejections, new TreeMap<>(changed), version, past);
    }

    /** Tells whether somebody made the group, or it has apps. */
    public boolean hasGroup(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return path.equals("/")
                || groups.containsKey(path)
                || groups.keySet().stream().anyMatch(group -> group.startsWith(prefix))
                || apps.keySet().stream().anyMatch(app -> app.path().startsWith(prefix));
    }

    /** Calls everything by a new version, and keeps what it was before. */
    public World withVersion(String next, World before) {
        List<Past> grown = Stream.concat(past.stream(), Stream.of(Past.of(before, this)))
                .skip(past.size() < MOST_PAST ? 0 : 1)
                .toList();
        return new World(apps, leaving, deployments, rejections, groups, next, grown);
    }

    /** Returns the versions that a group was there in, as far as they are kept; oldest first. */
    public List<String> versionsOf(String group) {
        List<String> versions = new ArrayList<>();
        World then = this;
        for (int changes = past.size(); changes >= 0; changes--) {
            then = changes == past.size() ? this : past.get(changes).before(then);
            if (then.hasGroup(group)) {
                versions.add(0, then.version());
            }
        }
        return versions;
    }

    /** Returns what there was in a version that is kept: what was defined, not what ran. */
    public Optional<World> at(String wanted) {
        World then = this;
        for (int change = past.size() - 1; change >= 0 && !then.version().equals(wanted); change--) {
            then = past.get(change).before(then);
        }
        return then.version().equals(wanted) ? Optional.of(then) : Optional.empty();
    }
}
