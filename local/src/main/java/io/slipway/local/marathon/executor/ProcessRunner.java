package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks as processes.
 *
 * <p>Holds a lock on its folder, so that what it finds there at the start was left by a scheduler that died: those
 * tasks are adopted, or ended.
 */
final class ProcessRunner implements TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);
    private static final int WORKERS = 8;
    private static final int CLOSING_SECONDS = 10;
    private static final long LOOK_AT_LOGS_MILLIS = 500;

    private final Path pidFiles;
    private final FileChannel lockFile;
    private final Sandboxes sandboxes;
    private final ScheduledThreadPoolExecutor workers;
    private final ExecutorService fetchers;
    private final Map<String, TaskProcess> tasks = new ConcurrentHashMap<>();

    private ProcessRunner(Path pidFiles, FileChannel lockFile, Sandboxes sandboxes) {
        this.pidFiles = pidFiles;
        this.lockFile = lockFile;
        this.sandboxes = sandboxes;
        this.workers = new ScheduledThreadPoolExecutor(WORKERS, ProcessRunner::thread);
        this.fetchers = Executors.newCachedThreadPool(ProcessRunner::thread);
        var unused = workers.scheduleWithFixedDelay(
                sandboxes::cutLogs, LOOK_AT_LOGS_MILLIS, LOOK_AT_LOGS_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a folder for pid files and makes it; the sandboxes' too.
     *
     * @throws IllegalStateException when another scheduler uses them
     */
    static ProcessRunner open(Path pidFiles, Sandboxes sandboxes) {
        try {
            Files.createDirectories(pidFiles);
            sandboxes.make();
            FileChannel lockFile =
                    FileChannel.open(pidFiles.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!takesLock(lockFile)) {
                lockFile.close();
                throw new IllegalStateException("Another scheduler runs its tasks from " + pidFiles
                        + ". Stop it, or give this one a folder of its own.");
            }
            return new ProcessRunner(pidFiles, lockFile, sandboxes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + pidFiles + " and " + sandboxes.folder(), e);
        }
    }

    @Override
    public void start(TaskOrder order, Listener listener) {
        TaskProcess task = new TaskProcess(order, pidFile(order.taskId()), tidying(order, listener), workers);
        tasks.put(order.taskId(), task);
        // Fetching may take minutes: it must not keep a worker from killing.
        (order.fetch().isEmpty() ? workers : fetchers).execute(() -> task.start(sandboxes));
    }

    @Override
    public Found adopt(TaskOrder order, Listener listener) {
        PidFile pidFile = pidFile(order.taskId());
        Optional<PidFile.Owner> owner = pidFile.read();
        if (owner.filter(PidFile.Owner::hasMembers).isEmpty()) {
            pidFile.delete();
            return owner.isPresent() ? Found.ENDED : Found.NOTHING;
        }
        TaskProcess task = new TaskProcess(order, pidFile, tidying(order, listener), workers);
        tasks.put(order.taskId(), task);
        sandboxes.adopt(order.sandbox());
        task.adopt(owner.get());
        return Found.ALIVE;
    }

    @Override
    public void endStrays() {
        List<PidFile> adopted = tasks.keySet().stream().map(this::pidFile).toList();
        PidFile.in(pidFiles).stream().filter(file -> !adopted.contains(file)).forEach(PidFile::end);
    }

    private PidFile pidFile(String taskId) {
        return new PidFile(pidFiles.resolve(taskId + ".pid"));
    }

    private Listener tidying(TaskOrder order, Listener listener) {
        return new Listener() {
            @Override
            public void running() {
                listener.running();
            }

            @Override
            public void ended(Ending ending) {
                tasks.remove(order.taskId());
                workers.execute(() -> sandboxes.release(order.sandbox()));
                listener.ended(ending);
            }
        };
    }

    @Override
    public void kill(String taskId, Duration grace) {
        TaskProcess task = tasks.get(taskId);
        if (task != null) {
            task.kill(grace);
        }
    }

    @Override
    public Ending execute(TaskOrder beside, String line, Duration timeout) {
        return SandboxCommand.run(beside, line, timeout);
    }

    @Override
    public void close() {
        tasks.values().forEach(task -> task.kill(Duration.ZERO));
        CompletableFuture<?>[] left =
                tasks.values().stream().map(TaskProcess::ended).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(left).get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("SIGKILL has not ended {}; their pid files stay in {}", tasks.keySet(), pidFiles);
        }
        leave();
    }

    /** Lets go of its folder too. */
    @Override
    public void leave() {
        workers.shutdown();
        fetchers.shutdown();
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot let go of " + pidFiles, e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "marathon-task");
        thread.setDaemon(true);
        return thread;
    }

    private static boolean takesLock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
