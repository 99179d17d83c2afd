package io.slipway.bamboo.source;

import io.slipway.registry.Indexed;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Asks Consul one blocking question again and again, on a thread of its own. */
final class Asking<T> implements AutoCloseable {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(5);

    private final Question<T> question;
    private final Duration wait;
    private final Consumer<T> answered;
    private final Runnable failed;
    private final Outage outage;
    private final Thread thread;

    /** Asks once. */
    interface Question<T> {
        /** @param index 0 answers at once; otherwise the answer waits until the registry's index passes it */
        Indexed<T> ask(long index, Duration wait);
    }

    /**
     * @param subject what is asked about, as in "Consul, asked about orders, does not answer"
     * @param answered is called with every answer, on the asking thread
     * @param failed is called after every failure
     */
    Asking(String subject, Question<T> question, Duration wait, Clock clock, Consumer<T> answered, Runnable failed) {
        this.question = question;
        this.wait = wait;
        this.answered = answered;
        this.failed = failed;
        this.outage = new Outage("Consul, asked about " + subject + ",", clock);
        this.thread = new Thread(this::run, "edge-consul-" + subject);
        thread.setDaemon(true);
    }

    Asking<T> start() {
        thread.start();
        return this;
    }

    SourceStatus status() {
        return outage.status(null);
    }

    boolean heardOnce() {
        return outage.heardOnce();
    }

    private void run() {
        long index = 0;
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    index = next(index);
                    failures = 0;
                } catch (RuntimeException anyFailure) {
                    // Wide on purpose: whatever an implementation throws, the last good word stays.
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    outage.failed(anyFailure);
                    failed.run();
                    // The index of an agent that failed may mean nothing to the one that comes back.
                    index = 0;
                    Thread.sleep(backoff(failures++).toMillis());
                }
            }
        } catch (InterruptedException closed) {
            // The end that close() asked for.
        }
    }

    private long next(long index) throws InterruptedException {
        long asked = System.nanoTime();
        Indexed<T> answer = question.ask(index, wait);
        answered.accept(answer.value());
        // Only now: an answer that cannot be read is none.
        outage.succeeded();
        long early = SHORTEST_ROUND.toNanos() - (System.nanoTime() - asked);
        if (index > 0 && early > 0) {
            // An agent that answers every question at once is not to be asked in a tight loop.
            Thread.sleep(1 + early / 1_000_000);
        }
        return answer.index() < index ? 0 : answer.index();
    }

    private static Duration backoff(int failures) {
        long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), 100L << Math.min(failures, 10));
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
