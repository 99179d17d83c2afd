package io.slipway.local.marathon.executor;

import java.time.Duration;

/** Starts and ends tasks; no method but {@link #execute} and {@link #close} waits for one. */
public sealed interface TaskRunner extends AutoCloseable permits ProcessRunner, DockerRunner, Carriers {

    /** Hears of one task, on any thread: {@code running} at most once, then {@code ended} exactly once. */
    interface Listener {
        void running();

        void ended(Ending ending);
    }

    void start(TaskOrder order, Listener listener);

    /**
     * Takes over a task that an earlier scheduler started.
     *
     * <p>Where it lives, the listener hears of its end; {@code running} may be repeated.
     */
    Found adopt(TaskOrder order, Listener listener);

    /** Ends what an earlier scheduler started and nobody has adopted. */
    void endStrays();

    /** Tells what was found of a task. */
    enum Found {
        /** It lives. */
        ALIVE,
        /** Nobody can tell yet: the listener hears that it is running, or that it has ended. */
        UNKNOWN,
        /** It was started, and has ended. */
        ENDED,
        /** Nothing says that it was ever started, or its end was already told. */
        NOTHING
    }

    /** Asks a task to end (SIGTERM), and makes it end after the grace (SIGKILL). Unknown ids are ignored. */
    void kill(String taskId, Duration grace);

    /** Runs a shell line beside a task, where the task is, and waits: for its end, or for the timeout. */
    Ending execute(TaskOrder beside, String line, Duration timeout);

    /** Lets go of the tasks, which go on: another runner may adopt them. */
    void leave();

    /** Ends at once whatever still runs, and waits until nothing does. */
    @Override
    void close();
}
