package io.slipway.local.marathon.executor;

import io.slipway.local.marathon.docker.ContainerDraft;
import io.slipway.local.marathon.docker.Engine;
import io.slipway.local.marathon.docker.EngineFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks as containers of a Docker engine.
 *
 * <p>Its containers bear an id that is kept in its folder: those of an earlier scheduler over the same folder are
 * adopted or removed, and strangers' are never touched. While the engine is away nothing is taken for ended; when it is
 * back, what has become of each container is looked up.
 */
final class DockerRunner implements TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DockerRunner.class);
    private static final String SCHEDULER = "io.slipway.scheduler";
    private static final String TASK = "io.slipway.task";
    private static final int CLOSING_SECONDS = 20;

    private final Engine engine;
    private final Map<String, String> ours;
    private final String address;
    private final Sandboxes sandboxes;
    private final ExecutorService workers = Executors.newCachedThreadPool(DockerRunner::thread);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, DockerRunner::thread);
    private final Map<String, ContainerTask> tasks = new ConcurrentHashMap<>();
    private final EngineWatch watch;
    private volatile boolean adopting = true;
    private @Nullable Map<String, Engine.Listed> adoptable;
    private boolean engineAway;

    private DockerRunner(Engine engine, String id, String address, Sandboxes sandboxes) {
        this.engine = engine;
        this.ours = Map.of(SCHEDULER, id);
        this.address = address;
        this.sandboxes = sandboxes;
        this.watch = new EngineWatch(engine, ours, this::look);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes an engine, which may be away.
     *
     * @param folder keeps the id; whoever calls holds its lock
     * @param address of this machine that host ports are opened on
     */
    static DockerRunner open(Engine engine, Path folder, String address, Sandboxes sandboxes) {
        try {
            DockerRunner runner = new DockerRunner(engine, id(folder.resolve(".docker")), address, sandboxes);
            runner.watch.start();
            return runner;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + folder, e);
        }
    }

    private static String id(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path whole = Files.writeString(
                    file.resolveSibling(".docker.next"), UUID.randomUUID().toString());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    @Override
    public void start(TaskOrder order, Listener listener) {
        ContainerTask task = task(order, listener);
        workers.execute(() -> {
            task.start(sandboxes, () -> draft(order));
            // It may have ended before anybody looked at it.
            watch.hint();
        });
    }

    private ContainerDraft draft(TaskOrder order) {
        return ContainerDraft.of(
                        order.taskId(),
                        Objects.requireNonNull(order.container()),
                        order.argv(),
                        order.env(),
                        order.limits(),
                        order.sandbox().toString(),
                        order.ports(),
                        address)
                .withLabels(Map.of("MESOS_TASK_ID", order.taskId(), TASK, order.taskId()))
                .withLabels(ours);
    }

    @Override
    public Found adopt(TaskOrder order, Listener listener) {
        Optional<Map<String, Engine.Listed>> known = adoptable();
        Engine.Listed found = known.map(all -> all.get(order.taskId())).orElse(null);
        if (known.isPresent() && (found == null || !found.started())) {
            return Found.NOTHING;
        }
        ContainerTask task = task(order, listener);
        sandboxes.adopt(order.sandbox());
        if (found == null) {
            task.awaitEngine();
        } else {
            task.adopt(found);
            workers.execute(() -> {
                task.run();
                watch.hint();
            });
        }
        return found == null ? Found.UNKNOWN : Found.ALIVE;
    }

    /** Asks once for all that is to be adopted; empty when the engine is away. */
    private Optional<Map<String, Engine.Listed>> adoptable() {
        if (adoptable == null && !engineAway) {
            try {
                adoptable = containers();
            } catch (EngineFailure e) {
                engineAway = true;
            }
        }
        return Optional.ofNullable(adoptable);
    }

    @Override
    public void endStrays() {
        adopting = false;
        watch.hint();
    }

    private ContainerTask task(TaskOrder order, Listener listener) {
        ContainerTask task = new ContainerTask(order, engine, listener, workers, timer);
        tasks.put(order.taskId(), task);
        var unused = task.removed().thenRun(() -> {
            tasks.remove(order.taskId());
            sandboxes.release(order.sandbox());
        });
        return task;
    }

    private Map<String, Engine.Listed> containers() {
        return engine.list(ours, TASK).stream()
                .collect(Collectors.toMap(Engine.Listed::task, Function.identity(), (one, other) -> one));
    }

    private void look() {
        boolean complete = !adopting;
        Map<String, Engine.Listed> found = containers();
        tasks.values().forEach(task -> task.look(found.get(task.order().taskId())));
        if (complete) {
            found.forEach((task, container) -> {
                if (!tasks.containsKey(task)) {
                    LOG.debug("Removing the container of {}, which nobody knows", task);
                    engine.remove(container.id());
                }
            });
        }
    }

    @Override
    public void kill(String taskId, Duration grace) {
        ContainerTask task = tasks.get(taskId);
        if (task != null) {
            task.kill(grace);
        }
    }

    @Override
    public Ending execute(TaskOrder beside, String line, Duration timeout) {
        ContainerTask task = tasks.get(beside.taskId());
        Optional<String> container = task == null ? Optional.empty() : task.container();
        if (container.isEmpty()) {
            return Ending.failure("The container is not running");
        }
        try {
            OptionalInt status = engine.execute(container.get(), timeout, "/bin/sh", "-c", line);
            return status.isPresent() ? Ending.of("Command", status.getAsInt()) : Ending.timedOut(timeout);
        } catch (EngineFailure e) {
            return Ending.failure(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        List<ContainerTask> left = List.copyOf(tasks.values());
        left.forEach(task -> task.kill(Duration.ZERO));
        watch.hint();
        try {
            CompletableFuture.allOf(left.stream().map(ContainerTask::removed).toArray(CompletableFuture[]::new))
                    .get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error(
                    "The containers of {} have not ended; the next scheduler over this folder removes them",
                    tasks.keySet());
        }
        leave();
    }

    @Override
    public void leave() {
        watch.close();
        tasks.values().forEach(ContainerTask::leave);
        timer.shutdown();
        workers.shutdown();
        engine.close();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "marathon-container");
        thread.setDaemon(true);
        return thread;
    }
}
