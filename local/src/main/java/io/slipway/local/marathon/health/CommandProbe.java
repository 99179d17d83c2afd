package io.slipway.local.marathon.health;

import io.slipway.local.marathon.executor.Ending;
import io.slipway.local.marathon.executor.TaskOrder;
import java.time.Duration;

/** Finds a task alive beside which a shell line ends with status 0. */
record CommandProbe(String line, TaskOrder task, Duration timeout, Runner runner) implements Probe {

    /** Runs a line where a task is, and waits for its end or for the timeout. */
    interface Runner {
        Ending run(TaskOrder beside, String line, Duration timeout);
    }

    @Override
    public Finding ask() {
        Ending ending = runner.run(task, line, timeout);
        return ending.successful() ? Finding.ALIVE : Finding.dead(ending.message());
    }
}
