package io.slipway.marathon.rollout;

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
public final class Losses {

    // A new task is killed only when its health check kept failing, or by hand; no other event tells of the former.
    private static final Set<String> ENDED = Set.of(
            "TASK_FAILED", "TASK_FINISHED", "TASK_ERROR", "TASK_LOST", "TASK_GONE", "TASK_DROPPED", "TASK_KILLED");

    /** Tells how one task ended. */
    public record Loss(String task, String state, String message) {

        /** Returns {@code Command exited with status 1 (TASK_FAILED)}. */
        @Override
        public String toString() {
            String shown = message.isEmpty() ? state : message + " (" + state + ")";
            return state.equals("TASK_KILLED") ? shown + ", as when a health check keeps failing" : shown;
        }
    }

    private final AppId app;
    private final Set<String> before;
    private final Map<String, Loss> losses = new LinkedHashMap<>();

    /** @param before the app before the change; absent when it is new */
    public Losses(AppId app, Optional<App> before) {
        this.app = app;
        this.before = before.stream()
                .flatMap(seen -> seen.tasks().stream())
                .map(Task::id)
                .collect(Collectors.toSet());
        before.map(App::lastTaskFailure).map(TaskFailure::taskId).ifPresent(this.before::add);
    }

    public void hear(StatusUpdate update) {
        if (update.appId().equals(app) && ENDED.contains(update.taskStatus())) {
            add(new Loss(update.taskId(), update.taskStatus(), update.message()));
        }
    }

    /** Also finds what no event told, because the stream was away, and why Marathon itself killed a task. */
    public void see(App seen) {
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

    public synchronized int count() {
        return losses.size();
    }

    public synchronized Optional<Loss> last() {
        return losses.values().stream().reduce((first, second) -> second);
    }
}
