package io.slipway.marathon.rollout;

import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.Optional;

/** Shows how far a deployment has come, as far as it can be seen from outside. */
public record Progress(App app) {

    private List<Task> current() {
        return app.tasks().stream()
                .filter(app::isCurrent)
                .filter(Task::isRunning)
                .toList();
    }

    private long healthy() {
        return current().stream().filter(Task::isHealthy).count();
    }

    private long old() {
        return app.tasks().stream()
                .filter(task -> task.isRunning() && !app.isCurrent(task))
                .count();
    }

    /** Returns {@code 1 of 2 running, 0 healthy; 2 old ones still run}. */
    public String line() {
        String health = app.spec().hasHealthChecks() ? ", " + healthy() + " healthy" : "";
        String before = old() == 0 ? "" : "; " + old() + " of before still " + (old() == 1 ? "runs" : "run");
        return current().size() + " of " + app.spec().instances() + " running" + health + before;
    }

    /** Says what keeps it from its end when no task ended. */
    public Optional<String> obstacle() {
        int running = current().size();
        if (running < app.spec().instances()) {
            return Optional.of("only " + running + " of " + app.spec().instances()
                    + " new instances were started: are CPU, memory and ports left?");
        }
        long sick = running - healthy();
        return sick > 0 && app.spec().hasHealthChecks()
                ? Optional.of(sick + " of " + running + " new instances do not pass their health check, " + check())
                : Optional.empty();
    }

    private String check() {
        var check = app.spec().toJson().path("healthChecks").path(0);
        return (check.path("protocol").asText() + " " + check.path("path").asText()).strip();
    }
}
