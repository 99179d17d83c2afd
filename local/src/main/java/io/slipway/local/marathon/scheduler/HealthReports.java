package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.health.Finding;
import io.slipway.local.marathon.health.Judgement;
import io.slipway.local.marathon.state.CheckResult;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.local.marathon.state.TaskFailure;
import io.slipway.marathon.HealthCheck;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Writes down what health checks find, announces changes, and ends what is too sick. */
final class HealthReports {

    private final Ledger ledger;
    private final Herald herald;
    private final Kills kills;

    HealthReports(Ledger ledger, Herald herald, Kills kills) {
        this.ledger = ledger;
        this.herald = herald;
        this.kills = kills;
    }

    void heard(String taskId, Readiness readiness) {
        running(taskId)
                .ifPresent(instance ->
                        ledger.change(instance.with(instance.process().withReadiness(readiness))));
    }

    void found(String taskId, int index, Finding finding) {
        running(taskId).ifPresent(instance -> judge(instance, index, finding));
    }

    private void judge(Instance instance, int index, Finding finding) {
        HealthCheck check = instance.spec().definition().healthChecks().get(index);
        CheckResult before = instance.process().checks().get(index);
        Instant now = ledger.now();
        Instant started = Objects.requireNonNullElse(instance.process().startedAt(), now);
        Judgement judgement = Judgement.of(check, before, finding, started, now);
        if (!judgement.counted()) {
            return;
        }
        Instance judged = instance.with(instance.process().withCheck(index, judgement.result()));
        ledger.change(judged);
        announce(instance, judged, index, check);
        if (judgement.kill()) {
            kill(judged, check, finding);
        }
    }

    private void announce(Instance before, Instance after, int index, HealthCheck check) {
        Boolean was = before.process().checks().get(index).alive();
        Boolean is = after.process().checks().get(index).alive();
        if (Boolean.FALSE.equals(is)) {
            herald.checkFailed(after, index);
        }
        if (is != null && !is.equals(was)) {
            herald.checkChanged(after, is);
        }
        if (!Objects.equals(before.healthy(), after.healthy())) {
            herald.healthChanged(after);
            if (!Judgement.isMarathons(check)) {
                herald.statusUpdated(after, "");
            }
        }
    }

    private void kill(Instance instance, HealthCheck check, Finding finding) {
        if (Judgement.isMarathons(check)) {
            herald.unhealthyKilled(instance, finding.cause());
            TaskFailure failure = new TaskFailure(
                    instance.taskId(),
                    "TASK_KILLED",
                    "Task was killed since health check failed. Reason: " + finding.cause(),
                    ledger.now(),
                    instance.version());
            ledger.update(instance.app(), app -> app.with(failure));
        }
        kills.end(instance);
    }

    private Optional<Instance> running(String taskId) {
        return ledger.instances()
                .filter(instance -> instance.isRunning() && instance.taskId().equals(taskId))
                .findFirst();
    }
}
