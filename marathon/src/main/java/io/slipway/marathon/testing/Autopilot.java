package io.slipway.marathon.testing;

import io.slipway.marathon.App;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.function.Function;

/** Starts the tasks an app lacks and ends those it should not have, at once, as their fate is. */
final class Autopilot {

    private final Function<AppSpec, Fate> fates;
    private final Numbers numbers;
    private final Listeners listeners;

    Autopilot(Function<AppSpec, Fate> fates, Numbers numbers, Listeners listeners) {
        this.fates = fates;
        this.numbers = numbers;
        this.listeners = listeners;
    }

    InMemoryApp run(InMemoryApp app) {
        Fate fate = fates.apply(app.spec());
        InMemoryApp moved = fate == Fate.FAILING ? fail(app) : start(app, fate);
        // Marathon ends an old task only for a new one that is ready.
        boolean ready = fate == Fate.HEALTHY
                || (fate == Fate.UNHEALTHY && !app.spec().hasHealthChecks())
                || app.spec().instances() == 0;
        return ready ? end(moved) : moved;
    }

    private InMemoryApp start(InMemoryApp app, Fate fate) {
        InMemoryApp moved = app;
        for (int missing = app.spec().instances() - current(app).size(); missing > 0; missing--) {
            Task task = numbers.task(moved, List.of(numbers.hostPort()));
            moved = moved.with(task);
            if (app.spec().hasHealthChecks()) {
                moved = moved.withHealth(task.id(), fate == Fate.HEALTHY);
            }
            announce(task, "TASK_RUNNING", "");
        }
        return moved;
    }

    private InMemoryApp fail(InMemoryApp app) {
        InMemoryApp moved = app;
        String why = "Command exited with status 1";
        boolean failed = app.tasks().stream().anyMatch(task -> task.state().equals("TASK_FAILED"));
        for (int missing = failed ? 0 : app.spec().instances(); missing > 0; missing--) {
            Task task = numbers.task(moved, List.of());
            moved = moved.with(task).withState(task.id(), "TASK_FAILED", why, numbers.now());
            announce(task, "TASK_FAILED", why);
        }
        return moved;
    }

    private InMemoryApp end(InMemoryApp app) {
        List<Task> staying = current(app).stream().limit(app.spec().instances()).toList();
        app.tasks().stream()
                .filter(task -> !staying.contains(task))
                .forEach(task -> announce(task, "TASK_KILLED", "Command terminated with signal Terminated"));
        return app.without(task -> !staying.contains(task));
    }

    private static List<Task> current(InMemoryApp app) {
        App seen = app.seen(List.of());
        return seen.tasks().stream().filter(seen::isCurrent).toList();
    }

    private void announce(Task task, String state, String message) {
        listeners.emit(new MarathonEvent.StatusUpdate(task.appId(), task.id(), state, message));
    }
}
