package io.slipway.bamboo.haproxy;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Starts, reloads and stops the master process, in a session of its own so that it outlives us when we are killed.
 *
 * <p>For one thread. {@code show proc} is that of HAProxy 2.6.12, whose {@code reload} command says nothing of success.
 */
final class Master {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(3);

    private final Paths paths;
    private final Program program;
    private final PidFile pidFile;
    private final LogFile log;
    private final RuntimeSocket socket;
    private final Worker worker;
    private final Runnable died;
    private Optional<ProcessHandle> process = Optional.empty();
    private CompletableFuture<Void> exit = CompletableFuture.completedFuture(null);
    private volatile boolean stopping;

    Master(Paths paths, Program program, Worker worker, Runnable died) {
        this.paths = paths;
        this.program = program;
        this.pidFile = new PidFile(paths.pid());
        this.log = new LogFile(paths.log());
        this.socket = new RuntimeSocket(paths.masterSocket(), Duration.ofSeconds(2));
        this.worker = worker;
        this.died = died;
    }

    boolean isAlive() {
        return process.map(ProcessHandle::isAlive).orElse(false);
    }

    /** Takes over the master that a predecessor of ours left running; false when there is none. */
    boolean adopt() {
        pidFile.alive().ifPresent(this::watch);
        return isAlive();
    }

    /** Starts with the file as it is. */
    ProcTable start() throws HaproxyException, InterruptedException, IOException {
        long logged = log.length();
        ProcessBuilder builder = new ProcessBuilder(program.master(paths))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(paths.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process started = builder.start();
        watch(started.toHandle());
        pidFile.write(started.toHandle());
        try {
            return await(table -> table.worker() != 0, "did not start");
        } catch (HaproxyException e) {
            stop(Duration.ZERO);
            throw new HaproxyException(e.getMessage() + " It printed: " + Program.alerts(log.since(logged)), e);
        }
    }

    /** Reloads, and waits until a new worker serves. */
    ProcTable reload() throws HaproxyException, InterruptedException, IOException {
        long logged = log.length();
        ProcTable before = table();
        Command.signal("USR2", pid());
        ProcTable after = await(
                table -> table.reloads() > before.reloads() && (table.failed() > 0 || table.isNewerThan(before)),
                "did not reload");
        if (after.failed() > 0) {
            throw new HaproxyException(
                    "HAProxy could not reload, and serves on as it was: " + Program.alerts(log.since(logged)));
        }
        return after;
    }

    void keepLogBounded() throws IOException {
        log.keepBounded();
    }

    ProcTable table() throws IOException {
        return ProcTable.parse(socket.ask(List.of("show proc")).get(0));
    }

    /** Lets running requests end for as long as the grace, then ends whatever is left of the session. */
    void stop(Duration grace) throws HaproxyException, InterruptedException, IOException {
        stopping = true;
        if (process.isPresent()) {
            long pid = pid();
            if (!grace.isZero()) {
                Command.signal("USR1", pid);
                ended(grace);
            }
            if (isAlive()) {
                Command.signal("TERM", pid);
                ended(Duration.ofSeconds(1));
            }
            killSession();
        }
        pidFile.delete();
    }

    /** Kills what a master that died left behind: a worker of its own would go on answering on the same port. */
    void killSession() throws HaproxyException, InterruptedException {
        if (process.isPresent()) {
            // The master leads a process group of its own. Forgotten then: its pid may be somebody else's one day.
            Command.signal("KILL", -pid());
            ended(Duration.ofSeconds(5));
            process = Optional.empty();
        }
    }

    private long pid() {
        return process.map(ProcessHandle::pid).orElseThrow();
    }

    private void watch(ProcessHandle started) {
        process = Optional.of(started);
        stopping = false;
        exit = started.onExit().thenRun(() -> {
            if (!stopping) {
                died.run();
            }
        });
    }

    private void ended(Duration timeout) throws InterruptedException {
        try {
            exit.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            // The next, harder signal follows.
        }
    }

    private ProcTable await(Predicate<ProcTable> condition, String failure)
            throws HaproxyException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isAlive()) {
            Optional<ProcTable> table = tryTable().filter(condition);
            if (table.isPresent()
                    && (table.get().failed() > 0 || worker.answers(table.get().worker()))) {
                return table.get();
            }
            if (System.nanoTime() > deadline) {
                throw new HaproxyException("HAProxy " + failure + " within " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new HaproxyException("HAProxy " + failure + ": it ended at once.");
    }

    private Optional<ProcTable> tryTable() {
        try {
            return Optional.of(table());
        } catch (IOException notYet) {
            // The socket is away while the master starts, and while it executes itself anew.
            return Optional.empty();
        }
    }
}
