package io.slipway.local.marathon.executor;

import java.time.Duration;

/** Starts and ends tasks; no method waits for one. */
public interface TaskRunner extends AutoCloseable {

    /** Hears of one task, on any thread: {@code running} at most once, then {@code ended} exactly once. */
    interface Listener {
        void running();

        void ended(Ending ending);
    }

    void start(TaskOrder order, Listener listener);

    /** Asks a task to end (SIGTERM), and makes it end after the grace (SIGKILL). Unknown ids are ignored. */
    void kill(String taskId, Duration grace);

    /** Ends at once whatever still runs, and waits until nothing does. */
    @Override
    void close();
}
