package io.slipway.local.marathon.scheduler;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs everything that changes the world on one thread, one turn after the other. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ScheduledThreadPoolExecutor thread;
    private final Runnable afterTurn;

    /**
     * Starts the thread.
     *
     * @param afterTurn runs after every turn, before anybody learns of its result
     */
    Loop(Runnable afterTurn) {
        this.afterTurn = afterTurn;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread loop = new Thread(work, "marathon-scheduler");
            loop.setDaemon(true);
            return loop;
        });
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void tell(Runnable job) {
        thread.execute(() -> turn(job));
    }

    void after(Duration delay, Runnable job) {
        thread.schedule(() -> turn(job), Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Waits for a turn and returns its result, or throws what it threw. */
    <T> T ask(Supplier<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            turn(() -> {
                try {
                    result.complete(job.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
            result.whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void turn(Runnable job) {
        try {
            job.run();
            afterTurn.run();
        } catch (RuntimeException e) {
            LOG.error("A turn of the scheduler failed; the world is as far as it came", e);
        }
    }
}
