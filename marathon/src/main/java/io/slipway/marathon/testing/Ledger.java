package io.slipway.marathon.testing;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.MarathonEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds apps, their versions and the deployments in progress; commits changes. Not thread-safe. */
final class Ledger {

    private final Map<AppId, InMemoryApp> apps = new TreeMap<>();
    private final Map<AppId, Map<String, InMemoryApp>> versions = new TreeMap<>();
    private final Map<String, Map<AppId, AppSpec>> roots = new TreeMap<>();
    private final List<InMemoryDeployment> deployments = new ArrayList<>();
    private final Listeners listeners;
    private final Numbers numbers;
    private final @Nullable Autopilot autopilot;
    private String version;

    Ledger(Listeners listeners, Numbers numbers, @Nullable Autopilot autopilot) {
        this.listeners = listeners;
        this.numbers = numbers;
        this.autopilot = autopilot;
        this.version = numbers.now();
    }

    Set<AppId> ids() {
        return apps.keySet();
    }

    List<InMemoryApp> all() {
        return List.copyOf(apps.values());
    }

    Optional<InMemoryApp> find(AppId id) {
        return Optional.ofNullable(apps.get(id));
    }

    InMemoryApp known(AppId id) {
        return find(id).orElseThrow(() -> Refusals.unknownApp(id));
    }

    void put(InMemoryApp app) {
        apps.put(app.id(), app);
    }

    Map<String, InMemoryApp> versions(AppId id) {
        known(id);
        return versions.getOrDefault(id, Map.of());
    }

    /** Returns what there was at every version of the root. */
    Map<String, Map<AppId, AppSpec>> roots() {
        return roots;
    }

    String version() {
        return version;
    }

    List<InMemoryDeployment> deployments() {
        return List.copyOf(deployments);
    }

    App seen(InMemoryApp app) {
        return app.seen(holders(Set.of(app.id())));
    }

    private List<String> holders(Set<AppId> ids) {
        return deployments.stream()
                .filter(deployment -> ids.stream().anyMatch(deployment::holds))
                .map(InMemoryDeployment::id)
                .toList();
    }

    void cancel(String deployment) {
        if (deployments.removeIf(one -> one.id().equals(deployment))) {
            listeners.emit(new MarathonEvent.DeploymentFailed(deployment, "The upgrade has been cancelled"));
        }
    }

    void unlock(Set<AppId> ids, boolean force) {
        List<String> holders = holders(ids);
        if (!holders.isEmpty() && !force) {
            throw Refusals.locked(holders);
        }
        holders.forEach(this::cancel);
    }

    DeploymentResult change(AppId id, @Nullable AppSpec wanted, boolean force) {
        return change(Map.of(id, Optional.ofNullable(wanted)), force);
    }

    /** Makes every app what is wanted of it, nothing for one that is to be removed. */
    DeploymentResult change(Map<AppId, Optional<AppSpec>> wanted, boolean force) {
        unlock(wanted.keySet(), force);
        Map<AppId, Optional<AppSpec>> before = new TreeMap<>();
        Map<AppId, Optional<AppSpec>> after = new TreeMap<>();
        wanted.forEach((id, spec) -> {
            Optional<AppSpec> old = find(id).map(InMemoryApp::spec);
            Optional<AppSpec> now = spec.map(given -> numbers.stored(given, old.orElse(null)));
            if (!now.equals(old)) {
                before.put(id, old);
                after.put(id, now);
            }
        });
        if (after.isEmpty()) {
            return nothing(wanted.keySet());
        }
        String now = numbers.now();
        after.forEach((id, spec) -> spec.ifPresentOrElse(changed -> store(id, changed, now), () -> remove(id)));
        return start(new InMemoryDeployment(numbers.deploymentId(), now, before, InMemoryPlan.of(before, after)));
    }

    DeploymentResult restart(AppId id, boolean force) {
        InMemoryApp app = known(id);
        unlock(Set.of(id), force);
        String now = numbers.now();
        put(app.restarted(now));
        Map<AppId, Optional<AppSpec>> same = Map.of(id, Optional.of(app.spec()));
        return start(new InMemoryDeployment(numbers.deploymentId(), now, same, InMemoryPlan.of(same, same)));
    }

    private DeploymentResult nothing(Set<AppId> ids) {
        String at = ids.stream()
                .flatMap(id -> find(id).stream())
                .map(InMemoryApp::version)
                .findFirst()
                .orElse(version);
        DeploymentResult nothing = new DeploymentResult(numbers.deploymentId(), at);
        listeners.emit(new MarathonEvent.DeploymentSuccess(nothing.deploymentId()));
        return nothing;
    }

    private void store(AppId id, AppSpec spec, String now) {
        put(find(id).map(app -> app.changed(spec, now)).orElseGet(() -> InMemoryApp.created(spec, now)));
    }

    private void remove(AppId id) {
        InMemoryApp app = known(id);
        apps.remove(id);
        versions.remove(id);
        app.tasks().forEach(task -> listeners.emit(new MarathonEvent.StatusUpdate(id, task.id(), "TASK_KILLED", "")));
    }

    private DeploymentResult start(InMemoryDeployment deployment) {
        version = deployment.version();
        deployment.before().keySet().forEach(id -> find(id).ifPresent(app ->
                versions.computeIfAbsent(id, any -> new TreeMap<>()).put(version, app.without(task -> true))));
        Map<AppId, AppSpec> root = new TreeMap<>();
        apps.forEach((id, app) -> root.put(id, app.spec()));
        roots.put(version, root);
        deployments.add(deployment);
        settle();
        return new DeploymentResult(deployment.id(), deployment.version());
    }

    /** Moves tasks where that is asked for, then ends the deployments whose apps are as wanted. */
    void settle() {
        if (autopilot != null) {
            apps.replaceAll((id, app) -> autopilot.run(app));
        }
        List<InMemoryDeployment> done = deployments.stream()
                .filter(deployment -> deployment.before().keySet().stream().allMatch(id -> find(id).map(this::seen)
                        .filter(app -> !app.isAsWanted())
                        .isEmpty()))
                .toList();
        deployments.removeAll(done);
        done.forEach(deployment -> listeners.emit(new MarathonEvent.DeploymentSuccess(deployment.id())));
    }
}
