package io.slipway.marathon.testing;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps apps in memory and answers as Marathon does, without running anything.
 *
 * <p>Plain, its tasks are moved by hand, and a deployment ends as soon as its app is as wanted. {@link #selfRunning}
 * also starts and stops tasks by itself, at once. Versions count up from 2026-01-01, a millisecond for each change.
 */
public final class InMemoryMarathon implements Marathon {

    private final Map<AppId, InMemoryApp> apps = new TreeMap<>();
    private final List<InMemoryDeployment> deployments = new ArrayList<>();
    private final Listeners listeners = new Listeners();
    private final Numbers numbers = new Numbers();
    private final @Nullable Autopilot autopilot;
    private boolean away;

    /** Starts with no app, and with tasks that are moved by hand. */
    public InMemoryMarathon() {
        this.autopilot = null;
    }

    private InMemoryMarathon(Function<AppSpec, Fate> fates) {
        this.autopilot = new Autopilot(fates, numbers, listeners);
    }

    /** Starts with no app, and runs tasks by itself. */
    public static InMemoryMarathon selfRunning(Function<AppSpec, Fate> fates) {
        return new InMemoryMarathon(fates);
    }

    // By hand.

    /** Adds a running task of what the app is now, on 127.0.0.1; it has no health yet. */
    public synchronized Task addTask(AppId app, Integer... ports) {
        Task task = numbers.task(known(app), List.of(ports));
        apps.put(app, known(app).with(task));
        announce(task, "");
        return task;
    }

    /** Moves a task to a state, {@code TASK_KILLING} and its like; one that ended waits for relaunch. */
    public synchronized void setState(String taskId, String state, String message) {
        InMemoryApp app = ownerOf(taskId).withState(taskId, state, message, numbers.now());
        apps.put(app.id(), app);
        app.tasks().stream().filter(task -> task.id().equals(taskId)).forEach(task -> announce(task, message));
    }

    public synchronized void setHealth(String taskId, boolean alive) {
        InMemoryApp app = ownerOf(taskId).withHealth(taskId, alive);
        apps.put(app.id(), app);
        app.tasks().stream().filter(task -> task.id().equals(taskId)).forEach(task -> announce(task, ""));
    }

    /** Ends a task that is no longer wanted: it is listed no more. */
    public synchronized void removeTask(String taskId) {
        InMemoryApp app = ownerOf(taskId);
        apps.put(app.id(), app.without(task -> task.id().equals(taskId)));
        listeners.emit(new MarathonEvent.StatusUpdate(app.id(), taskId, "TASK_KILLED", ""));
        settle();
    }

    public void emit(MarathonEvent event) {
        listeners.emit(event);
    }

    /** Answers nobody until {@link #comeBack}. */
    public synchronized void goAway() {
        away = true;
    }

    /** Answers again, and tells every listener that it is connected. */
    public synchronized void comeBack() {
        away = false;
        listeners.connect();
    }

    private void announce(Task task, String message) {
        listeners.emit(new MarathonEvent.StatusUpdate(task.appId(), task.id(), task.state(), message));
        settle();
    }

    private InMemoryApp ownerOf(String taskId) {
        return apps.values().stream()
                .filter(app -> app.tasks().stream().anyMatch(task -> task.id().equals(taskId)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no task " + taskId + "."));
    }

    // As Marathon.

    @Override
    public synchronized List<App> apps() {
        answering();
        return apps.values().stream().map(this::seen).toList();
    }

    @Override
    public synchronized Optional<App> app(AppId id) {
        answering();
        return Optional.ofNullable(apps.get(id)).map(this::seen);
    }

    @Override
    public synchronized DeploymentResult create(AppSpec spec) {
        answering();
        Refusals.check(spec);
        if (apps.containsKey(spec.id())) {
            throw Refusals.exists(spec.id());
        }
        String now = numbers.now();
        return start(now, InMemoryApp.created(numbers.stored(spec, null), now), null);
    }

    @Override
    public synchronized DeploymentResult replace(AppSpec spec, boolean force) {
        answering();
        Refusals.check(spec);
        InMemoryApp app = apps.get(spec.id());
        return app == null ? create(spec) : change(app, spec, force);
    }

    @Override
    public synchronized DeploymentResult scale(AppId id, int instances) {
        answering();
        return change(known(id), known(id).spec().withInstances(instances), false);
    }

    private DeploymentResult change(InMemoryApp app, AppSpec spec, boolean force) {
        unlock(app.id(), force);
        AppSpec wanted = numbers.stored(spec, app.spec());
        if (wanted.equals(app.spec())) {
            DeploymentResult nothing = new DeploymentResult(numbers.deploymentId(), app.version());
            listeners.emit(new MarathonEvent.DeploymentSuccess(nothing.deploymentId()));
            return nothing;
        }
        String now = numbers.now();
        return start(now, app.changed(wanted, now), app.spec());
    }

    @Override
    public synchronized DeploymentResult restart(AppId id) {
        answering();
        InMemoryApp app = known(id);
        unlock(id, false);
        String now = numbers.now();
        return start(now, app.restarted(now), app.spec());
    }

    @Override
    public synchronized DeploymentResult delete(AppId id) {
        answering();
        InMemoryApp app = known(id);
        unlock(id, false);
        return remove(app);
    }

    private DeploymentResult remove(InMemoryApp app) {
        apps.remove(app.id());
        DeploymentResult result = new DeploymentResult(numbers.deploymentId(), numbers.now());
        app.tasks()
                .forEach(
                        task -> listeners.emit(new MarathonEvent.StatusUpdate(app.id(), task.id(), "TASK_KILLED", "")));
        listeners.emit(new MarathonEvent.DeploymentSuccess(result.deploymentId()));
        return result;
    }

    private DeploymentResult start(String now, InMemoryApp app, @Nullable AppSpec before) {
        InMemoryDeployment deployment = new InMemoryDeployment(numbers.deploymentId(), now, app.id(), before);
        deployments.add(deployment);
        apps.put(app.id(), app);
        settle();
        return new DeploymentResult(deployment.id(), now);
    }

    @Override
    public synchronized List<Task> tasks() {
        answering();
        return apps.values().stream().flatMap(app -> app.tasks().stream()).toList();
    }

    @Override
    public synchronized List<Task> tasks(AppId id) {
        answering();
        return known(id).tasks();
    }

    @Override
    public synchronized List<Deployment> deployments() {
        answering();
        return deployments.stream().map(InMemoryDeployment::seen).toList();
    }

    @Override
    public synchronized DeploymentResult rollback(String deploymentId) {
        answering();
        InMemoryDeployment undone = deployments.stream()
                .filter(deployment -> deployment.id().equals(deploymentId))
                .findFirst()
                .orElseThrow(() -> Refusals.unknownDeployment(deploymentId));
        unlock(undone.app(), true);
        AppSpec before = undone.before();
        InMemoryApp app = known(undone.app());
        return before == null ? remove(app) : change(app, before, true);
    }

    @Override
    public synchronized AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        return listeners.add(listener, connected, !away);
    }

    @Override
    public void close() {
        listeners.close();
    }

    private void answering() {
        if (away) {
            throw Refusals.away();
        }
    }

    private InMemoryApp known(AppId id) {
        InMemoryApp app = apps.get(id);
        if (app == null) {
            throw Refusals.unknownApp(id);
        }
        return app;
    }

    private App seen(InMemoryApp app) {
        return app.seen(holders(app.id()));
    }

    private List<String> holders(AppId id) {
        return deployments.stream()
                .filter(deployment -> deployment.app().equals(id))
                .map(InMemoryDeployment::id)
                .toList();
    }

    private void unlock(AppId id, boolean force) {
        List<String> holders = holders(id);
        if (!holders.isEmpty() && !force) {
            throw Refusals.locked(holders);
        }
        deployments.removeIf(deployment -> deployment.app().equals(id));
        holders.forEach(
                holder -> listeners.emit(new MarathonEvent.DeploymentFailed(holder, "The upgrade has been cancelled")));
    }

    /** Moves tasks where that is asked for, then ends the deployments whose app is as wanted. */
    private void settle() {
        if (autopilot != null) {
            apps.replaceAll((id, app) -> autopilot.run(app));
        }
        List<InMemoryDeployment> done = deployments.stream()
                .filter(deployment -> seen(known(deployment.app())).isAsWanted())
                .toList();
        deployments.removeAll(done);
        done.forEach(deployment -> listeners.emit(new MarathonEvent.DeploymentSuccess(deployment.id())));
    }
}
