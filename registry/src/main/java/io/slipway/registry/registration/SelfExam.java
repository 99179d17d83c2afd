package io.slipway.registry.registration;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.internal.DaemonThreads;
import io.slipway.registry.internal.Excerpt;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service how it is, on a thread of its own, and takes no answer within the limit for a bad one.
 *
 * <p>Whatever the service throws is an answer. One that never returns holds one thread, not one more each time. Not
 * thread-safe.
 */
final class SelfExam implements AutoCloseable {

    private final Supplier<Condition> condition;
    private final Duration limit;
    private final ExecutorService thread;
    private @Nullable Future<Condition> asked;

    SelfExam(String id, Supplier<Condition> condition, Duration limit) {
        this.condition = condition;
        this.limit = limit;
        this.thread = Executors.newSingleThreadExecutor(new DaemonThreads("slipway-health " + id));
    }

    Condition ask() {
        Future<Condition> answer = asked;
        if (answer == null || answer.isDone()) {
            answer = thread.submit(condition::get);
            asked = answer;
        }
        try {
            Condition given = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            asked = null;
            return given == null ? critical("its own health check said nothing") : given;
        } catch (TimeoutException e) {
            return critical("its own health check did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            asked = null;
            return critical("its own health check failed: " + Excerpt.of(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical("its own health check was interrupted");
        }
    }

    private static Condition critical(String note) {
        return new Condition(CheckStatus.CRITICAL, note);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
