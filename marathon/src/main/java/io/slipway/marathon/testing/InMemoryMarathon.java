package io.slipway.marathon.testing;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps apps in memory and answers as Marathon does, without running anything.
 *
 * <p>Plain, its tasks are moved by hand, and a deployment ends as soon as its apps are as wanted. {@link #selfRunning}
 * also starts and stops tasks by itself, at once. Versions count up from 2026-01-01, a millisecond for each change.
 */
public final class InMemoryMarathon extends InMemoryServer {

    /** Starts with no app, and with tasks that are moved by hand. */
    public InMemoryMarathon() {
        super(null);
    }

    private InMemoryMarathon(Function<AppSpec, Fate> fates) {
        super(fates);
    }

    /** Starts with no app, and runs tasks by itself. */
    public static InMemoryMarathon selfRunning(Function<AppSpec, Fate> fates) {
        return new InMemoryMarathon(fates);
    }

    /** Adds a running task of what the app is now, on 127.0.0.1; it has no health yet. */
    public synchronized Task addTask(AppId app, Integer... ports) {
        Task task = numbers.task(ledger.known(app), List.of(ports));
        ledger.put(ledger.known(app).with(task));
        announce(task, "");
        return task;
    }

    /** Moves a task to a state, {@code TASK_KILLING} and its like; one that ended waits for relaunch. */
    public synchronized void setState(String taskId, String state, String message) {
        InMemoryApp app = ownerOf(taskId).withState(taskId, state, message, numbers.now());
        ledger.put(app);
        app.tasks().stream().filter(task -> task.id().equals(taskId)).forEach(task -> announce(task, message));
    }

    public synchronized void setHealth(String taskId, boolean alive) {
        InMemoryApp app = ownerOf(taskId).withHealth(taskId, alive);
        ledger.put(app);
        app.tasks().stream().filter(task -> task.id().equals(taskId)).forEach(task -> announce(task, ""));
    }

    /** Ends a task that is no longer wanted: it is listed no more. */
    public synchronized void removeTask(String taskId) {
        end(ownerOf(taskId), List.of(taskId));
        ledger.settle();
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
        ledger.settle();
    }

    private InMemoryApp ownerOf(String taskId) {
        return ledger.all().stream()
                .filter(app -> app.tasks().stream().anyMatch(task -> task.id().equals(taskId)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no task " + taskId + "."));
    }
}
