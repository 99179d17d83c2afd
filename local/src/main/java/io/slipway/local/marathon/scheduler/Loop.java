package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs everything that changes the world on one thread, one turn after the other. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> thread(work, "marathon-scheduler"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> thread(work, "marathon-timer"));
    private final Runnable afterTurn;

    /**
     * Starts the thread.
     *
     * @param afterTurn runs after every turn, before anybody learns of its result
     */
    Loop(Runnable afterTurn) {
        this.afterTurn = afterTurn;
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Has a job done in a turn of its own; nobody cares when the scheduler is closed. */
    void tell(Runnable job) {
        try {
            thread.execute(() -> turn(job));
        } catch (RejectedExecutionException e) {
            LOG.debug("The scheduler is closed");
        }
    }

    void after(Duration delay, Runnable job) {
        var unused = timer.schedule(() -> tell(job), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for a turn and returns its result, or throws what it threw.
     *
     * @throws Refusal when the scheduler is closed
     */
    <T> T ask(Supplier<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                turn(() -> answer(job, result));
                over.complete(null);
            });
        } catch (RejectedExecutionException e) {
            throw Refusal.of(503, "The scheduler is closed.");
        }
        over.join();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does what has been asked already, and nothing more. */
    @Override
    public void close() {
        timer.shutdownNow();
        thread.shutdown();
    }

    private static <T> void answer(Supplier<T> job, CompletableFuture<T> result) {
        try {
            result.complete(job.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private void turn(Runnable job) {
        try {
            job.run();
            afterTurn.run();
        } catch (RuntimeException e) {
            LOG.error("A turn of the scheduler failed; the world is as far as it came", e);
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
