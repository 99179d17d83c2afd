package io.slipway.local.marathon.plan;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.plan.Action.Kind;
import io.slipway.marathon.AppId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares all apps before and after a change and plans the way from one to the other (contract, A5). */
public final class Planner {

    private Planner() {}

    /**
     * Plans: stop what is gone, start what is new, then scale or restart by depth of dependency, the deepest first.
     *
     * @param groups what each group waits for: apps and groups
     * @throws Refusal when the dependencies form a circle
     */
    public static DeploymentPlan plan(
            String id,
            String version,
            Map<AppId, AppVersion> before,
            Map<AppId, AppVersion> after,
            SortedMap<String, List<String>> groups) {
        List<Action> stops = new ArrayList<>();
        before.keySet().stream()
                .filter(app -> !after.containsKey(app))
                .forEach(app -> stops.add(new Action(Kind.STOP, app)));
        List<Action> starts = new ArrayList<>();
        SortedMap<Integer, List<Action>> changes = new TreeMap<>();
        Map<AppId, Integer> depths = depths(Dependencies.of(after, groups));
        after.forEach((app, target) -> {
            AppVersion old = before.get(app);
            if (old == null) {
                starts.add(new Action(Kind.START, app));
            }
            if (old == null || isChange(old, target)) {
                changes.computeIfAbsent(depths.get(app), none -> new ArrayList<>())
                        .add(new Action(kind(old, target), app));
            }
        });
        List<List<Action>> steps = new ArrayList<>();
        steps.add(stops);
        steps.add(starts);
        steps.addAll(changes.values());
        steps.removeIf(List::isEmpty);
        return new DeploymentPlan(id, version, steps);
    }

    private static boolean isChange(AppVersion old, AppVersion target) {
        return !old.version().equals(target.version());
    }

    private static Kind kind(@Nullable AppVersion old, AppVersion target) {
        boolean reconfigured = old != null && !old.lastConfigChangeAt().equals(target.lastConfigChangeAt());
        return reconfigured && target.definition().instances() > 0 ? Kind.RESTART : Kind.SCALE;
    }

    private static Map<AppId, Integer> depths(Map<AppId, Set<AppId>> dependencies) {
        Map<AppId, Integer> depths = new HashMap<>();
        dependencies.keySet().forEach(app -> depth(app, dependencies, depths, new HashSet<>()));
        return depths;
    }

    private static int depth(
            AppId app, Map<AppId, Set<AppId>> dependencies, Map<AppId, Integer> depths, Set<AppId> above) {
        Integer known = depths.get(app);
        if (known != null) {
            return known;
        }
        if (!above.add(app)) {
            throw Refusal.rule("/", "Dependency graph has cyclic dependencies.");
        }
        int depth = dependencies.getOrDefault(app, Set.of()).stream()
                .mapToInt(dependency -> depth(dependency, dependencies, depths, above) + 1)
                .max()
                .orElse(0);
        above.remove(app);
        depths.put(app, depth);
        return depth;
    }
}
