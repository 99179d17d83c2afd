package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.executor.TaskRunner.Listener;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Is one task: prepared, then a process in a session of its own, then ended together with all it has started.
 *
 * <p>When it is killed, everything in its session gets SIGTERM and the grace to end in, also after the first process
 * has gone: a shell dies at once while the server it started still drains. When it ends by itself, the rest is killed.
 */
final class TaskProcess {

    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long LOOK_AFTER_ADOPTED_MILLIS = 100;

    /**
     * Waits to be told to go, and becomes the task: a process that no pid file names never runs, for when we are killed
     * before the file is written nobody says go, and the shell reads the end of its input.
     */
    private static final List<String> GATE =
            List.of("setsid", "/bin/sh", "-c", "read -r go && exec \"$@\" </dev/null", "task");

    /** What a task may see of our own environment. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

    private final TaskOrder order;
    private final PidFile pidFile;
    private final Listener listener;
    private final ScheduledExecutorService workers;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private PidFile.@Nullable Owner process;
    private long deadline;
    private boolean killed;

    TaskProcess(TaskOrder order, PidFile pidFile, Listener listener, ScheduledExecutorService workers) {
        this.order = order;
        this.pidFile = pidFile;
        this.listener = listener;
        this.workers = workers;
    }

    /** Completes when nothing of it is left. */
    CompletableFuture<Ending> ended() {
        return ended;
    }

    /** Prepares and starts it; takes as long as fetching takes. */
    void start(Sandboxes sandboxes) {
        try {
            if (!prepare(sandboxes)) {
                return;
            }
            for (JsonNode entry : order.fetch()) {
                Fetcher.fetch(entry, order.sandbox());
            }
            launch();
        } catch (IOException | RuntimeException e) {
            // Names of variables and paths come from the app: the JDK throws what it likes at them.
            end(Ending.failure("Failed to launch: " + e.getMessage()));
        }
    }

    /** Makes the sandbox, unless it was killed already: whoever was told of its end looks for nothing new. */
    private synchronized boolean prepare(Sandboxes sandboxes) throws IOException {
        if (ended.isDone()) {
            return false;
        }
        sandboxes.open(order.sandbox());
        return true;
    }

    synchronized void kill(Duration grace) {
        if (ended.isDone()) {
            return;
        }
        if (process == null) {
            end(Ending.failure("Killed before it was started"));
            return;
        }
        long until = System.nanoTime() + grace.toNanos();
        deadline = killed ? Math.min(deadline, until) : until;
        killed = true;
        PidFile.Owner leader = process;
        workers.execute(() -> unlessEnded(() -> terminate(leader)));
        var unused =
                workers.schedule(() -> unlessEnded(() -> destroy(leader)), grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    // In its very first moment the leader has no session yet, so it is always signalled by itself, and once only.
    private static void terminate(PidFile.Owner leader) {
        Set<ProcessHandle> all = new LinkedHashSet<>(leader.handle().stream().toList());
        all.addAll(leader.session().members());
        all.forEach(ProcessHandle::destroy);
    }

    private static void destroy(PidFile.Owner leader) {
        leader.handle().ifPresent(ProcessHandle::destroyForcibly);
        leader.session().kill();
    }

    /** The id of an ended session may belong to a stranger. */
    private void unlessEnded(Runnable signal) {
        if (!ended.isDone()) {
            signal.run();
        }
    }

    private synchronized void launch() throws IOException {
        if (ended.isDone()) {
            return;
        }
        Process started = builder().start();
        PidFile.Owner owner = PidFile.Owner.of(started.toHandle());
        try (OutputStream gate = started.getOutputStream()) {
            pidFile.write(owner);
            gate.write('\n');
        } catch (IOException e) {
            // What nobody could find again must not run.
            destroy(owner);
            throw e;
        }
        process = owner;
        listener.running();
        var unused =
                started.onExit().thenAcceptAsync(gone -> leaderGone(Ending.of("Command", gone.exitValue())), workers);
    }

    /** Takes over what another scheduler started: it is no child of ours, so its end must be looked for. */
    synchronized void adopt(PidFile.Owner owner) {
        process = owner;
        lookAfter(owner);
    }

    private void lookAfter(PidFile.Owner owner) {
        if (owner.isAlive()) {
            var unused = workers.schedule(() -> lookAfter(owner), LOOK_AFTER_ADOPTED_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            leaderGone(Ending.unseen());
        }
    }

    private ProcessBuilder builder() {
        // A child of ours leads no process group, so setsid becomes the task instead of forking it.
        List<String> argv = new ArrayList<>(GATE);
        argv.addAll(order.argv());
        File sandbox = order.sandbox().toFile();
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(sandbox)
                .redirectOutput(Redirect.appendTo(new File(sandbox, "stdout")))
                .redirectError(Redirect.appendTo(new File(sandbox, "stderr")));
        Map<String, String> env = builder.environment();
        env.keySet().retainAll(INHERITED);
        env.put("MESOS_SANDBOX", sandbox.getPath());
        env.put("MESOS_DIRECTORY", sandbox.getPath());
        env.putAll(order.env());
        return builder;
    }

    private synchronized void leaderGone(Ending ending) {
        Session session = process().session();
        boolean mayStillDrain = killed && System.nanoTime() < deadline;
        if (mayStillDrain && !session.members().isEmpty()) {
            var unused = workers.schedule(() -> leaderGone(ending), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        session.kill();
        end(ending);
    }

    private PidFile.Owner process() {
        if (process == null) {
            throw new IllegalStateException(order.taskId() + " was not started");
        }
        return process;
    }

    private synchronized void end(Ending ending) {
        if (!ended.isDone()) {
            pidFile.delete();
            listener.ended(ending);
            ended.complete(ending);
        }
    }
}
