package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Instance;
import java.time.Duration;

/** Ends instances: says so first, so that routers can drain, and only then sends the signal. */
final class Kills {

    /** What a Mesos agent grants when the app says nothing. */
    private static final int DEFAULT_GRACE_SECONDS = 5;

    private final Ledger ledger;
    private final Herald herald;
    private final Outbox outbox;
    private final TaskRunner runner;
    private final Watches watches;

    Kills(Ledger ledger, Herald herald, Outbox outbox, TaskRunner runner, Watches watches) {
        this.ledger = ledger;
        this.herald = herald;
        this.outbox = outbox;
        this.runner = runner;
        this.watches = watches;
    }

    /** Ends an instance for good; one without a process is gone at once. Returns whether anything was left to do. */
    boolean expunge(Instance instance) {
        boolean news = instance.wanted();
        Instance unwanted = instance.unwanted();
        if (news) {
            ledger.change(unwanted);
            herald.instanceChanged(unwanted);
        }
        if (unwanted.condition().isWaiting()) {
            ledger.remove(unwanted);
            return true;
        }
        return end(unwanted) || news;
    }

    /** Ends the process of an instance, which then gets another one. Returns whether anything was left to do. */
    boolean end(Instance instance) {
        if (instance.condition().isWaiting() || instance.condition() == Condition.KILLING) {
            return false;
        }
        Instance killing = instance.in(Condition.KILLING, ledger.now());
        ledger.change(killing);
        herald.statusUpdated(killing, "");
        herald.instanceChanged(killing);
        watches.stop(killing.taskId());
        signal(killing);
        return true;
    }

    /** Asks the process of an instance to end. */
    void signal(Instance killing) {
        outbox.add(() -> runner.kill(killing.taskId(), grace(killing)));
    }

    static Duration grace(Instance instance) {
        return Duration.ofSeconds(
                instance.spec().definition().taskKillGracePeriodSeconds().orElse(DEFAULT_GRACE_SECONDS));
    }
}
