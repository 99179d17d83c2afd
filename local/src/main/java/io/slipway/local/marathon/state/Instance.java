package io.slipway.local.marathon.state;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.marathon.AppId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is one copy of an app: it outlives its processes until nobody wants it any more.
 *
 * @param id {@code shop_orders.instance-<uuid>}
 * @param spec what its process is started from
 * @param wanted false once it was decided that it goes for good
 * @param since when it came into its condition
 * @param run its newest process; null until the first
 */
public record Instance(
        String id,
        AppVersion spec,
        boolean wanted,
        Condition condition,
        Instant since,
        @Nullable Run run) {

    private static final Run NO_RUN = Run.staged(0, List.of(), 0, Instant.EPOCH);

    public static Instance scheduled(String id, AppVersion spec, Instant now) {
        return new Instance(id, spec, true, Condition.SCHEDULED, now, null);
    }

    public AppId app() {
        return spec.id();
    }

    public String version() {
        return spec.version();
    }

    /** Returns the id of its newest process. */
    public String taskId() {
        return id + "._app." + (run == null ? 1 : run.number());
    }

    public Run process() {
        if (run == null) {
            throw new IllegalStateException(id + " has no process yet");
        }
        return run;
    }

    public Instance in(Condition next, Instant now) {
        return new Instance(id, spec, wanted, next, now, run);
    }

    public Instance unwanted() {
        return new Instance(id, spec, false, condition, since, run);
    }

    public Instance with(Run changed) {
        return new Instance(id, spec, wanted, condition, since, changed);
    }

    public Instance from(AppVersion other) {
        return new Instance(id, other, wanted, condition, since, run);
    }

    public Instance provisioned(List<Integer> ports, Instant now) {
        int number = run == null ? 1 : run.number() + 1;
        Run next = Run.staged(number, ports, spec.definition().healthChecks().size(), now);
        return new Instance(id, spec, wanted, Condition.PROVISIONED, now, next);
    }

    public Instance running(Instant now) {
        return new Instance(id, spec, wanted, Condition.RUNNING, now, process().started(now));
    }

    public boolean isRunning() {
        return condition == Condition.RUNNING;
    }

    /** Tells whether it has no process and waits for one. */
    public boolean isWaiting() {
        return wanted && condition.isWaiting();
    }

    public @Nullable Boolean healthy() {
        return (run == null || condition.isTerminal()) ? null : run.healthy();
    }

    /** Tells whether it runs and is healthy, as far as its app can tell. */
    public boolean isConsideredHealthy() {
        boolean unchecked = spec.definition().healthChecks().isEmpty();
        return isRunning() && (unchecked || Boolean.TRUE.equals(healthy()));
    }

    /** Tells whether a deployment may count it: it runs, is healthy, and ready, as far as its app has checks. */
    public boolean isOk() {
        boolean unready = !spec.definition().readinessChecks().isEmpty() && !isReady();
        return isConsideredHealthy() && !unready;
    }

    /** Tells whether nothing differs but when its checks last went how: who is healthy is the same. */
    public boolean isSameButForTimesOfChecks(Instance other) {
        return equals(other)
                || (with(NO_RUN).equals(other.with(NO_RUN))
                        && run != null
                        && other.run != null
                        && run.isSameButForTimesOfChecks(other.run));
    }

    public boolean isReady() {
        return run != null && run.readiness() != null && run.readiness().ready();
    }
}
