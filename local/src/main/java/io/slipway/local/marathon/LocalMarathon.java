package io.slipway.local.marathon;

import io.slipway.local.marathon.definition.Resources;
import io.slipway.local.marathon.disk.Disk;
import io.slipway.local.marathon.docker.Engine;
import io.slipway.local.marathon.event.EventBus;
import io.slipway.local.marathon.executor.Carriers;
import io.slipway.local.marathon.executor.PortPool;
import io.slipway.local.marathon.health.HealthMonitor;
import io.slipway.local.marathon.rest.HttpFace;
import io.slipway.local.marathon.scheduler.Agent;
import io.slipway.local.marathon.scheduler.Journal;
import io.slipway.local.marathon.scheduler.Scheduler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs apps on this machine for whoever speaks Marathon's API.
 *
 * <p>With a folder for data it keeps apps, versions and deployments over a restart: tasks of a killed one go on serving
 * and are adopted by the next that uses the same folders; what was closed is started again. Without one, apps are gone
 * with the process, and the tasks that a killed one left behind are ended.
 */
public final class LocalMarathon implements AutoCloseable {

    /**
     * Says where to listen and where to work.
     *
     * @param host what to listen on, and what tasks are reached under
     * @param port of the API; 0 takes any free one
     * @param firstTaskPort first of the host ports that tasks are given
     * @param lastTaskPort last of them
     * @param sandboxes gets a folder for each task, with its {@code stdout} and {@code stderr}
     * @param run gets a file {@code tasks/<task id>.pid} for each task that runs
     * @param resources what all tasks together may take
     * @param data gets the file that remembers apps over a restart; null remembers nothing
     * @param engine the Docker engine that runs containers; null refuses apps that want one
     */
    public record Options(
            String host,
            int port,
            int firstTaskPort,
            int lastTaskPort,
            Path sandboxes,
            Path run,
            Resources resources,
            @Nullable Path data,
            @Nullable URI engine) {

        /** Remembers nothing, and offers what {@link Machine} says. */
        public Options(String host, int port, int firstTaskPort, int lastTaskPort, Path sandboxes, Path run) {
            this(host, port, firstTaskPort, lastTaskPort, sandboxes, run, Machine.resources(sandboxes), null, null);
        }

        /** Remembers apps over a restart. */
        public Options with(Path folder) {
            return new Options(host, port, firstTaskPort, lastTaskPort, sandboxes, run, resources, folder, engine);
        }

        public Options with(Resources offered) {
            return new Options(host, port, firstTaskPort, lastTaskPort, sandboxes, run, offered, data, engine);
        }

        /** Runs containers, by the Docker engine that {@code docker} finds too. */
        public Options withContainers() {
            return withContainers(Engine.usualAddress());
        }

        /** Runs containers. */
        public Options withContainers(URI address) {
            return new Options(host, port, firstTaskPort, lastTaskPort, sandboxes, run, resources, data, address);
        }

        public Options {
            if (firstTaskPort < 1 || lastTaskPort > 65_535 || firstTaskPort > lastTaskPort) {
                throw new IllegalArgumentException("Task ports from " + firstTaskPort + " to " + lastTaskPort
                        + " are no range: choose from 1 to 65535, the first not above the last.");
            }
        }
    }

    private final URI uri;
    private final HttpFace face;
    private final Scheduler scheduler;
    private final Carriers runner;
    private final HealthMonitor health;
    private final Journal journal;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalMarathon(Options options) {
        this.runner = Carriers.open(
                options.run().toAbsolutePath().resolve("tasks"),
                options.sandboxes().toAbsolutePath(),
                options.engine(),
                options.host());
        this.journal = journal(options.data());
        this.health = new HealthMonitor(options.host(), runner);
        Agent agent = new Agent(
                options.host(),
                journal.identity("agent") + "-S0",
                options.sandboxes().toAbsolutePath(),
                options.resources(),
                options.firstTaskPort(),
                options.lastTaskPort(),
                options.engine() != null);
        PortPool ports = new PortPool(options.firstTaskPort(), options.lastTaskPort());
        this.scheduler = new Scheduler(Clock.systemUTC(), new EventBus(), agent, ports, runner, health, journal);
        try {
            this.face = HttpFace.start(scheduler, options.host(), options.port());
        } catch (RuntimeException e) {
            if (options.data() == null) {
                stopTasks();
            } else {
                // Adopted tasks served before us, and shall not suffer from a port that is taken.
                leaveTasks();
            }
            throw e;
        }
        this.uri = URI.create("http://" + options.host() + ":" + face.port());
    }

    /** Starts; returns when the API answers. */
    public static LocalMarathon start(Options options) {
        return new LocalMarathon(options);
    }

    /** Returns the base of the API. */
    public URI uri() {
        return uri;
    }

    /**
     * Ends every task: SIGTERM, the app's grace, SIGKILL; returns when none is left. The API answers until then, so
     * that routers see the tasks go.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stopTasks();
            face.close();
        }
    }

    private void stopTasks() {
        scheduler.close();
        health.close();
        runner.close();
        journal.close();
    }

    private void leaveTasks() {
        scheduler.leave();
        health.close();
        runner.leave();
        journal.close();
    }

    private static Journal journal(@Nullable Path data) {
        return data == null ? Journal.none() : Journal.on(() -> Disk.in(data.toAbsolutePath()));
    }
}
