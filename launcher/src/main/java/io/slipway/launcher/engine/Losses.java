package io.slipway.launcher.engine;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.MarathonEvent.StatusUpdate;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remembers the tasks that ended by themselves since a change; those that ran before it do not count. Thread-safe. */
final class Losses {

    private static final Set<String> ENDED =
            Set.of("TASK_FAILED", "TASK_FINISHED", "TASK_ERROR", "TASK_LOST", "TASK_GONE", "TASK_DROPPED");

    /** Tells how one task ended. */
    record Loss(String task, String state, String message) {

        /** Returns {@code Command exited with status 1 (TASK_FAILED)}. */
        @Override
        public String toString() {
            return message.isEmpty() ? state : message + " (" + state + ")";
        }
    }

    private final AppId app;
    private final Set<String> before;
    private final Map<String, Loss> losses = new LinkedHashMap<>();

    Losses(AppId app, Optional<App> before) {
        this.app = app;
        this.before = before.stream()
                .flatMap(seen -> seen.tasks().stream())
                .map(Task::id)
                .collect(Collectors.toSet());
        before.map(App::lastTaskFailure).map(TaskFailure::taskId).ifPresent(this.before::add);
    }

    void hear(StatusUpdate update) {
        if (update.appId().equals(app) && ENDED.contains(update.taskStatus())) {
            add(new Loss(update.taskId(), update.taskStatus(), update.message()));
        }
    }

    /** Also finds what no event told: a task killed because its health check failed. */
    void see(App seen) {
        @Nullable TaskFailure failure = seen.lastTaskFailure();
        if (failure != null) {
            add(new Loss(failure.taskId(), failure.state(), failure.message()));
        }
    }

    private synchronized void add(Loss loss) {
        if (!before.contains(loss.task())) {
            losses.put(loss.task(), loss);
        }
    }

    synchronized int count() {
        return losses.size();
    }

    synchronized Optional<Loss> last() {
        return losses.values().stream().reduce((first, second) -> second);
    }
}
