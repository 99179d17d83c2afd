package io.slipway.marathon.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppFilter;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import io.slipway.marathon.Info;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.QueuedApp;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskChoice;
import io.slipway.marathon.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers from memory as Marathon does; thread-safe. */
abstract class InMemoryServer extends PartialMarathon {

    final Listeners listeners = new Listeners();
    final Numbers numbers = new Numbers();
    final Ledger ledger;
    boolean away;
    private final Set<GroupId> named = new TreeSet<>();

    /** @param fates what becomes of the tasks that are started; none are, where absent */
    InMemoryServer(@Nullable Function<AppSpec, Fate> fates) {
        this.ledger = new Ledger(listeners, numbers, fates == null ? null : new Autopilot(fates, numbers, listeners));
    }

    void end(InMemoryApp app, List<String> taskIds) {
        ledger.put(app.without(task -> taskIds.contains(task.id())));
        taskIds.forEach(id -> listeners.emit(new MarathonEvent.StatusUpdate(app.id(), id, "TASK_KILLED", "")));
    }

    private void answering() {
        if (away) {
            throw Refusals.away();
        }
    }

    // Apps, as Marathon.

    @Override
    public synchronized List<App> apps(AppFilter filter) {
        answering();
        return seen(app -> Selector.matches(filter, app.spec()));
    }

    @Override
    public synchronized List<App> appsBelow(GroupId group) {
        answering();
        return seen(app -> group.holds(app.id()));
    }

    private List<App> seen(Predicate<InMemoryApp> which) {
        return ledger.all().stream().filter(which).map(ledger::seen).toList();
    }

    @Override
    public synchronized Optional<App> app(AppId id) {
        answering();
        return ledger.find(id).map(ledger::seen);
    }

    @Override
    public synchronized DeploymentResult create(AppSpec spec) {
        answering();
        Refusals.check(spec);
        if (ledger.find(spec.id()).isPresent()) {
            throw Refusals.exists(spec.id());
        }
        return ledger.change(spec.id(), spec, false);
    }

    @Override
    public synchronized DeploymentResult replace(AppSpec spec, boolean force) {
        return replaceAll(List.of(spec), force);
    }

    @Override
    public synchronized DeploymentResult replaceAll(List<AppSpec> specs, boolean force) {
        answering();
        Map<AppId, Optional<AppSpec>> wanted = new TreeMap<>();
        specs.forEach(spec -> {
            Refusals.check(spec);
            wanted.put(spec.id(), Optional.of(spec));
        });
        return ledger.change(wanted, force);
    }

    @Override
    public synchronized DeploymentResult update(AppSpec fields, boolean force) {
        return updateAll(List.of(fields), force);
    }

    @Override
    public synchronized DeploymentResult updateAll(List<AppSpec> fields, boolean force) {
        answering();
        return replaceAll(fields.stream().map(this::updated).toList(), force);
    }

    private AppSpec updated(AppSpec fields) {
        ObjectNode json = ledger.known(fields.id()).spec().toJson();
        json.setAll(fields.toJson());
        return AppSpec.of(json);
    }

    @Override
    public synchronized DeploymentResult scale(AppId id, int instances, boolean force) {
        answering();
        return ledger.change(id, ledger.known(id).spec().withInstances(instances), force);
    }

    @Override
    public synchronized DeploymentResult restart(AppId id, boolean force) {
        answering();
        return ledger.restart(id, force);
    }

    @Override
    public synchronized DeploymentResult delete(AppId id, boolean force) {
        answering();
        ledger.known(id);
        return ledger.change(id, null, force);
    }

    @Override
    public synchronized List<String> versions(AppId id) {
        answering();
        return List.copyOf(ledger.versions(id).keySet());
    }

    @Override
    public synchronized Optional<App> version(AppId id, String version) {
        answering();
        return ledger.find(id)
                .flatMap(app -> Optional.ofNullable(ledger.versions(id).get(version)))
                .map(app -> app.seen(List.of()));
    }

    @Override
    public synchronized DeploymentResult restore(AppId id, String version, boolean force) {
        answering();
        AppSpec spec = version(id, version)
                .orElseThrow(() -> Refusals.unknownVersion(id, version))
                .spec();
        return ledger.change(id, spec, force);
    }

    // Tasks, as Marathon.

    @Override
    public synchronized List<Task> tasks() {
        answering();
        return ledger.all().stream().flatMap(app -> app.tasks().stream()).toList();
    }

    @Override
    public synchronized List<Task> tasks(TaskStatus status) {
        return tasks().stream()
                .filter(task -> task.state().equals("TASK_" + status.name()))
                .toList();
    }

    @Override
    public synchronized List<Task> tasks(AppId id) {
        answering();
        return ledger.known(id).tasks();
    }

    @Override
    public synchronized List<Task> kill(TaskChoice which, boolean wipe, boolean force) {
        List<Task> killed = chosen(which);
        killed.forEach(task -> end(ledger.known(task.appId()), List.of(task.id())));
        ledger.settle();
        return killed;
    }

    @Override
    public synchronized DeploymentResult killAndScale(TaskChoice which, boolean force) {
        Map<AppId, Optional<AppSpec>> fewer = new TreeMap<>();
        List<Task> killed = chosen(which);
        killed.forEach(task -> {
            AppSpec spec = fewer.getOrDefault(task.appId(), Optional.empty())
                    .orElseGet(() -> ledger.known(task.appId()).spec());
            fewer.put(task.appId(), Optional.of(spec.withInstances(spec.instances() - 1)));
        });
        ledger.unlock(fewer.keySet(), force);
        killed.forEach(task -> end(ledger.known(task.appId()), List.of(task.id())));
        return ledger.change(fewer, force);
    }

    private List<Task> chosen(TaskChoice which) {
        if (which instanceof TaskChoice.OfApp all) {
            return tasks(all.app());
        }
        if (which instanceof TaskChoice.OnHost there) {
            return tasks(there.app()).stream()
                    .filter(task -> there.host().equals(task.host()))
                    .toList();
        }
        if (which instanceof TaskChoice.One one) {
            List<Task> found = tasks(one.app()).stream()
                    .filter(task -> task.id().equals(one.taskId()))
                    .toList();
            if (found.isEmpty()) {
                throw Refusals.unknownTask(one.taskId());
            }
            return found;
        }
        List<String> ids = ((TaskChoice.Listed) which).taskIds();
        return tasks().stream().filter(task -> ids.contains(task.id())).toList();
    }

    // Groups, as Marathon.

    @Override
    public synchronized Optional<Group> group(GroupId id) {
        answering();
        return exists(id) ? Optional.of(tree(id)) : Optional.empty();
    }

    private boolean exists(GroupId id) {
        return id.isRoot() || named.contains(id) || ledger.ids().stream().anyMatch(id::holds);
    }

    private Group tree(GroupId id) {
        List<App> apps = ledger.all().stream()
                .map(app -> app.without(task -> true).seen(List.of()))
                .toList();
        return InMemoryGroups.tree(id, ledger.version(), apps, named);
    }

    @Override
    public synchronized List<App> groupApps(GroupId id) {
        answering();
        return tree(id).allApps().toList();
    }

    @Override
    public synchronized List<String> groupVersions(GroupId id) {
        answering();
        return List.copyOf(ledger.roots().keySet());
    }

    @Override
    public synchronized DeploymentResult createGroup(GroupSpec spec, boolean force) {
        answering();
        if (exists(spec.id())) {
            throw Refusals.existingGroup(spec.id());
        }
        return replaceGroup(spec, force);
    }

    @Override
    public synchronized DeploymentResult replaceGroup(GroupSpec spec, boolean force) {
        answering();
        Map<AppId, Optional<AppSpec>> changes = InMemoryGroups.changes(spec, ledger.ids());
        named.add(spec.id());
        return ledger.change(changes, force);
    }

    @Override
    public synchronized List<Deployment.Step> planGroup(GroupSpec spec) {
        answering();
        Map<AppId, Optional<AppSpec>> before = new TreeMap<>();
        Map<AppId, Optional<AppSpec>> after = new TreeMap<>();
        InMemoryGroups.changes(spec, ledger.ids()).forEach((id, wanted) -> {
            Optional<AppSpec> old = ledger.find(id).map(InMemoryApp::spec);
            Optional<AppSpec> now = wanted.map(given -> numbers.stored(given, old.orElse(null)));
            if (!now.equals(old)) {
                before.put(id, old);
                after.put(id, now);
            }
        });
        return InMemoryPlan.of(before, after);
    }

    @Override
    public synchronized DeploymentResult scaleGroup(GroupId id, double by, boolean force) {
        Map<AppId, Optional<AppSpec>> scaled = new TreeMap<>();
        groupApps(id)
                .forEach(app -> scaled.put(app.id(), Optional.of(app.spec().withInstances((int)
                        Math.ceil(app.spec().instances() * by)))));
        return ledger.change(scaled, force);
    }

    @Override
    public synchronized DeploymentResult deleteGroup(GroupId id, boolean force) {
        answering();
        if (!exists(id)) {
            throw Refusals.unknownGroup(id);
        }
        Map<AppId, Optional<AppSpec>> gone = new TreeMap<>();
        ledger.ids().stream().filter(id::holds).forEach(app -> gone.put(app, Optional.empty()));
        DeploymentResult result = ledger.change(gone, force);
        named.removeIf(name -> name.equals(id) || id.isRoot() || name.path().startsWith(id.path() + "/"));
        return result;
    }

    // Deployments and the server, as Marathon.

    @Override
    public synchronized List<Deployment> deployments() {
        answering();
        return ledger.deployments().stream().map(InMemoryDeployment::seen).toList();
    }

    @Override
    public synchronized DeploymentResult rollback(String deploymentId) {
        return ledger.change(running(deploymentId).before(), true);
    }

    @Override
    public synchronized void cancel(String deploymentId) {
        ledger.cancel(running(deploymentId).id());
    }

    private InMemoryDeployment running(String id) {
        answering();
        return ledger.deployments().stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.unknownDeployment(id));
    }

    @Override
    public synchronized List<QueuedApp> queue() {
        answering();
        List<QueuedApp> queue = new ArrayList<>();
        ledger.all().forEach(app -> {
            long running = app.tasks().stream().filter(Task::isRunning).count();
            int missing = (int) (app.spec().instances() - running);
            boolean heldBack = app.tasks().stream().anyMatch(task -> task.version() == null);
            if (missing > 0) {
                queue.add(new QueuedApp(app.id(), missing, heldBack ? 1 : 0, !heldBack, app.version(), List.of()));
            }
        });
        return queue;
    }

    @Override
    public synchronized void resetDelay(AppId id) {
        if (queue().stream().noneMatch(queued -> queued.id().equals(id))) {
            throw Refusals.notQueued(id);
        }
    }

    @Override
    public synchronized boolean ping() {
        return !away;
    }

    @Override
    public synchronized Info info() {
        answering();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "in memory");
        return new Info("in memory", "1.10.26", "in-memory", "127.0.0.1:8080", true, json);
    }

    @Override
    public synchronized Optional<String> leader() {
        answering();
        return Optional.of("127.0.0.1:8080");
    }

    @Override
    public synchronized AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        return listeners.add(listener, connected, !away);
    }

    @Override
    public void close() {
        listeners.close();
    }
}
