package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.BackoffLimits;
import io.slipway.local.marathon.executor.Ending;
import io.slipway.local.marathon.executor.PortPool;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.health.Finding;
import io.slipway.local.marathon.health.HealthMonitor;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.local.marathon.state.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Writes down what becomes of tasks. */
final class TaskReports {

    private final Loop loop;
    private final Ledger ledger;
    private final Herald herald;
    private final PortPool ports;
    private final Watches watches;
    private final HealthReports health;

    TaskReports(Loop loop, Ledger ledger, Herald herald, PortPool ports, Watches watches, HealthReports health) {
        this.loop = loop;
        this.ledger = ledger;
        this.herald = herald;
        this.ports = ports;
        this.watches = watches;
        this.health = health;
    }

    /** Returns who hears of a task on the executor's threads and reports on the scheduler's. */
    TaskRunner.Listener listener(TaskOrder order) {
        return new TaskRunner.Listener() {
            @Override
            public void running() {
                loop.tell(() -> TaskReports.this.running(order));
            }

            @Override
            public void ended(Ending ending) {
                loop.tell(() -> TaskReports.this.ended(order, ending));
            }
        };
    }

    void running(TaskOrder order) {
        Optional<Instance> started =
                find(order.taskId()).filter(instance -> instance.condition() == Condition.PROVISIONED);
        if (started.isEmpty()) {
            return;
        }
        Instant now = ledger.now();
        Instance starting = started.get().in(Condition.STARTING, now);
        herald.statusUpdated(starting, "");
        herald.instanceChanged(starting);
        Instance running = starting.running(now);
        ledger.change(running);
        ledger.update(running.app(), app -> app.with(app.backoff().afterProgress(now)));
        herald.statusUpdated(running, "");
        herald.instanceChanged(running);
        watch(order, running);
    }

    /** Has a running task asked for its health. */
    void watch(TaskOrder order, Instance running) {
        Instant started = Objects.requireNonNullElse(running.process().startedAt(), ledger.now());
        Duration age = Duration.between(started, ledger.now());
        watches.start(order, running.spec().definition(), age, healthListener(order.taskId()));
    }

    private HealthMonitor.Listener healthListener(String taskId) {
        return new HealthMonitor.Listener() {
            @Override
            public void found(int index, Finding finding) {
                loop.tell(() -> health.found(taskId, index, finding));
            }

            @Override
            public void heard(Readiness readiness) {
                loop.tell(() -> health.heard(taskId, readiness));
            }
        };
    }

    void ended(TaskOrder order, Ending ending) {
        watches.stop(order.taskId());
        ports.release(order.ports());
        find(order.taskId()).ifPresent(instance -> ended(instance, condition(instance, ending), ending.message()));
    }

    /** Writes down that a task which was to be started never was, through no fault of its own. */
    void dropped(TaskOrder order, String message) {
        ports.release(order.ports());
        find(order.taskId()).ifPresent(instance -> ended(instance, Condition.DROPPED, message));
    }

    private void ended(Instance instance, Condition condition, String message) {
        boolean hadHealth = instance.healthy() != null;
        Instance ended = instance.in(condition, ledger.now());
        ledger.change(ended);
        herald.statusUpdated(ended, message);
        herald.instanceChanged(ended);
        if (hadHealth) {
            herald.healthChanged(ended);
        }
        if (!ended.wanted()) {
            ledger.remove(ended);
            return;
        }
        if (ended.condition() == Condition.FAILED) {
            TaskFailure failure =
                    new TaskFailure(ended.taskId(), "TASK_FAILED", message, ledger.now(), ended.version());
            ledger.update(ended.app(), app -> app.with(failure));
        }
        if (ended.condition().isHeldBack()) {
            BackoffLimits limits = ended.spec().definition().backoffLimits();
            ledger.update(ended.app(), app -> app.with(app.backoff().afterEnd(limits, ledger.now())));
        }
    }

    private static Condition condition(Instance instance, Ending ending) {
        if (instance.condition() == Condition.KILLING) {
            return Condition.KILLED;
        }
        return ending.successful() ? Condition.FINISHED : Condition.FAILED;
    }

    private Optional<Instance> find(String taskId) {
        return ledger.instances()
                .filter(instance -> instance.run() != null && instance.taskId().equals(taskId))
                .findFirst();
    }
}
