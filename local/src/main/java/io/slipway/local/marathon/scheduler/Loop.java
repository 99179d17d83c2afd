package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything that changes the world on one thread, one turn after the other.
 *
 * <p>Turns that wait already are run together before they are settled, so that they share one write to the disk.
 */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int MOST_UNSETTLED = 64;
    private static final int CLOSING_SECONDS = 10;

    /** Does what follows a turn. */
    interface Turns {

        /** Does what the turn has made possible. */
        void afterEach();

        /** Writes down what the turns since the last time have changed; throws when that fails. */
        void settle();
    }

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> thread(work, "marathon-scheduler"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> thread(work, "marathon-timer"));
    private final Turns turns;
    private final List<CompletableFuture<Void>> unsettled = new ArrayList<>();
    private int turnsUnsettled;

    Loop(Turns turns) {
        this.turns = turns;
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
     * Waits until a turn is settled and returns its result, or throws what it threw.
     *
     * @throws Refusal when the scheduler is closed, or what the turn changed could not be written down
     */
    <T> T ask(Supplier<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Void> settled = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                unsettled.add(settled);
                turn(() -> answer(job, result));
            });
        } catch (RejectedExecutionException e) {
            throw Refusal.of(503, "The scheduler is closed.");
        }
        try {
            settled.join();
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does what has been asked already, and nothing more; returns when it is done. */
    @Override
    public void close() {
        timer.shutdownNow();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("The scheduler's thread has not ended within {} s", CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            turns.afterEach();
        } catch (RuntimeException e) {
            LOG.error("A turn of the scheduler failed; the world is as far as it came", e);
        }
        turnsUnsettled++;
        if (thread.getQueue().isEmpty() || turnsUnsettled >= MOST_UNSETTLED) {
            settle();
        }
    }

    private void settle() {
        turnsUnsettled = 0;
        List<CompletableFuture<Void>> waiting = List.copyOf(unsettled);
        unsettled.clear();
        try {
            turns.settle();
            waiting.forEach(one -> one.complete(null));
        } catch (RuntimeException e) {
            Refusal refusal = Refusal.of(
                    503, "The change was made but could not be written down, and may be lost: " + e.getMessage());
            waiting.forEach(one -> one.completeExceptionally(refusal));
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
