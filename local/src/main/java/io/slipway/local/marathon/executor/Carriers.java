package io.slipway.local.marathon.executor;

import java.nio.file.Path;
import java.time.Duration;

/** Gives each task to who can carry it. */
public final class Carriers implements TaskRunner {

    private static final String NO_ENGINE =
            "Failed to launch: Docker containers are not run by this scheduler: start it with --executor docker.";

    private final ProcessRunner processes;

    private Carriers(ProcessRunner processes) {
        this.processes = processes;
    }

    /**
     * Takes a folder for what must be known of running tasks, and one for sandboxes; makes both.
     *
     * @throws IllegalStateException when another scheduler uses them
     */
    public static Carriers open(Path run, Path sandboxes) {
        return new Carriers(ProcessRunner.open(run, new Sandboxes(sandboxes, Rotation.AT_10_MIB)));
    }

    @Override
    public void start(TaskOrder order, Listener listener) {
        if (order.container() == null) {
            processes.start(order, listener);
        } else {
            listener.ended(Ending.failure(NO_ENGINE));
        }
    }

    @Override
    public Found adopt(TaskOrder order, Listener listener) {
        return order.container() == null ? processes.adopt(order, listener) : Found.NOTHING;
    }

    @Override
    public void endStrays() {
        processes.endStrays();
    }

    @Override
    public void kill(String taskId, Duration grace) {
        processes.kill(taskId, grace);
    }

    @Override
    public Ending execute(TaskOrder beside, String line, Duration timeout) {
        return processes.execute(beside, line, timeout);
    }

    @Override
    public void leave() {
        processes.leave();
    }

    @Override
    public void close() {
        processes.close();
    }
}
