package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.executor.Ending;
import io.slipway.local.marathon.executor.PortPool;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Instance;

/**
 * Takes over what an earlier scheduler was doing when it was killed: adopts the tasks that live, writes down the end
 * of those that do not, and ends processes that nothing was written down of.
 */
final class Recovery {

    private final Ledger ledger;
    private final PortPool ports;
    private final TaskRunner runner;
    private final TaskReports reports;
    private final Launches launches;
    private final Kills kills;

    Recovery(Ledger ledger, PortPool ports, TaskRunner runner, TaskReports reports, Launches launches, Kills kills) {
        this.ledger = ledger;
        this.ports = ports;
        this.runner = runner;
        this.reports = reports;
        this.launches = launches;
        this.kills = kills;
    }

    /** Looks after every instance that was written down. */
    void run() {
        for (Instance instance : ledger.instances().toList()) {
            if (!instance.condition().isWaiting()) {
                look(instance);
            } else if (!instance.wanted()) {
                ledger.remove(instance);
            }
        }
        runner.endStrays();
    }

    private void look(Instance instance) {
        TaskOrder order = launches.order(instance);
        switch (runner.adopt(order, reports.listener(order))) {
            case ALIVE -> {
                goOn(instance, order);
                reports.running(order);
            }
            case UNKNOWN -> goOn(instance, order);
            case ENDED -> reports.ended(order, Ending.unseen());
            case NOTHING -> forget(instance, order);
        }
    }

    private void goOn(Instance instance, TaskOrder order) {
        ports.adopt(order.ports());
        switch (instance.condition()) {
            case RUNNING -> reports.watch(order, instance);
            case KILLING -> kills.signal(instance);
            default -> {
                // Running, it is reported so; else it may be neither running nor ended.
            }
        }
    }

    private void forget(Instance instance, TaskOrder order) {
        if (instance.condition() == Condition.PROVISIONED) {
            reports.dropped(order, "The scheduler was killed before it could start this task");
        } else {
            reports.ended(order, Ending.unseen());
        }
    }
}
