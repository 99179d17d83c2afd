package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void tell(Runnable job) {
        after(Duration.ZERO, job);
    }

    void after(Duration delay, Runnable job) {
        try {
            var unused = thread.schedule(() -> turn(job), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody cares any more: the scheduler is closed");
        }
    }

    /**
     * Waits for a turn and returns its result, or throws what it threw.
     *
     * @throws Refusal when the scheduler is closed
     */
    <T> T ask(Supplier<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> {
            turn(() -> {
                try {
                    result.complete(job.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
            var unused = result.whenComplete((value, failure) -> {
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

    /** Does what has been asked already, and nothing more. */
    @Override
    public void close() {
        thread.shutdown();
    }

    private void execute(Runnable job) {
        try {
            thread.execute(job);
        } catch (RejectedExecutionException e) {
            throw Refusal.of(503, "The scheduler is closed.");
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
}
