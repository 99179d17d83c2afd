package io.slipway.local.marathon.executor;

import io.slipway.local.marathon.docker.Engine;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives each task to who can carry it: containers to a Docker engine, where there is one, and the rest to this machine. */
public final class Carriers implements TaskRunner {

    private static final String NO_ENGINE =
            "Failed to launch: Docker containers are not run by this scheduler: start it with --executor docker.";

    private final ProcessRunner processes;
    private final @Nullable DockerRunner containers;

    private Carriers(ProcessRunner processes, @Nullable DockerRunner containers) {
        this.processes = processes;
        this.containers = containers;
    }

    /**
     * Takes a folder for what must be known of running tasks, and one for sandboxes; makes both.
     *
     * @param engine where the Docker engine is; null to run no containers
     * @param host the name of this machine that tasks are reached under
     * @throws IllegalStateException when another scheduler uses the folders
     */
    public static Carriers open(Path run, Path sandboxes, @Nullable URI engine, String host) {
        Sandboxes shared = new Sandboxes(sandboxes, Rotation.AT_10_MIB);
        ProcessRunner processes = ProcessRunner.open(run, shared);
        return new Carriers(
                processes, engine == null ? null : DockerRunner.open(Engine.at(engine), run, address(host), shared));
    }

    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Host ports cannot be opened on " + host + ": nobody knows it", e);
        }
    }

    private @Nullable TaskRunner carrier(TaskOrder order) {
        return order.container() == null ? processes : containers;
    }

    @Override
    public void start(TaskOrder order, Listener listener) {
        TaskRunner carrier = carrier(order);
        if (carrier == null) {
            listener.ended(Ending.failure(NO_ENGINE));
        } else {
            carrier.start(order, listener);
        }
    }

    @Override
    public Found adopt(TaskOrder order, Listener listener) {
        TaskRunner carrier = carrier(order);
        return carrier == null ? Found.NOTHING : carrier.adopt(order, listener);
    }

    @Override
    public void endStrays() {
        processes.endStrays();
        if (containers != null) {
            containers.endStrays();
        }
    }

    @Override
    public void kill(String taskId, Duration grace) {
        processes.kill(taskId, grace);
        if (containers != null) {
            containers.kill(taskId, grace);
        }
    }

    @Override
    public Ending execute(TaskOrder beside, String line, Duration timeout) {
        TaskRunner carrier = carrier(beside);
        return carrier == null ? Ending.failure(NO_ENGINE) : carrier.execute(beside, line, timeout);
    }

    @Override
    public void leave() {
        if (containers != null) {
            containers.leave();
        }
        processes.leave();
    }

    @Override
    public void close() {
        if (containers != null) {
            containers.close();
        }
        processes.close();
    }
}
