package io.slipway.registry.internal;

import io.slipway.registry.Indexed;
import io.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows one value of the registry with blocking reads, on a daemon thread of its own, until it is closed.
 *
 * <p>It keeps Consul's rules for clients: an index that went back or a failed read begins again at 0, and answers that
 * come too fast are slowed down. A value that is suddenly empty is read once more before it is passed on, and not believed for
 * a while when the registry has just come back: those who registered need time to do so again.
 */
public final class Watch<T> implements AutoCloseable {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    /** Asks the registry; index and wait as in {@link io.slipway.registry.Registry#healthyInstances}. */
    @FunctionalInterface
    public interface Read<T> {
        Indexed<T> at(long index, Duration wait);
    }

    /** Takes what the loop learns, always on the loop's thread. */
    public interface Sink<T> {

        /** Takes every answer, also one that changed nothing. */
        void answered(T value, long index);

        /** Hears of every failed read. */
        void failed();
    }

    private final String name;
    private final Read<T> read;
    private final Predicate<T> isEmpty;
    private final Sink<T> sink;
    private final Pace pace;
    private final Outage outage;
    private final Backoff backoff;
    private final Throttle throttle;
    private final Thread thread;
    private final CountDownLatch firstOutcome = new CountDownLatch(1);
    private final long begun = System.nanoTime();
    private long doubtUntil = begun;
    private volatile boolean closed;
    private @Nullable T last;

    private Watch(
            String name,
            Read<T> read,
            Predicate<T> isEmpty,
            Sink<T> sink,
            Pace pace,
            Outage outage,
            DoubleSupplier chance) {
        this.name = name;
        this.read = read;
        this.isEmpty = isEmpty;
        this.sink = sink;
        this.pace = pace;
        this.outage = outage;
        this.backoff = new Backoff(pace.firstRetry(), pace.longestRetry(), chance);
        this.throttle = new Throttle(pace.burst(), pace.interval());
        this.thread = new Thread(this::follow, "slipway: " + name);
        this.thread.setDaemon(true);
    }

    /** @param name what is watched, for messages: {@code Watching orders} */
    public static <T> Watch<T> start(
            String name,
            Read<T> read,
            Predicate<T> isEmpty,
            Sink<T> sink,
            Pace pace,
            Outage outage,
            DoubleSupplier chance) {
        Watch<T> watch = new Watch<>(name, read, isEmpty, sink, pace, outage, chance);
        watch.thread.start();
        return watch;
    }

    /** Waits until the registry has answered or failed once, but not longer than the pace allows since the start. */
    public void awaitFirst() {
        if (firstOutcome.getCount() == 0) {
            return;
        }
        try {
            long left = pace.firstAnswer().toNanos() - (System.nanoTime() - begun);
            boolean ignored = firstOutcome.await(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the loop to end without waiting for it. */
    public void stop() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        long index = 0;
        while (!closed) {
            try {
                index = ask(index);
                pause(throttle.turn(System.nanoTime()));
            } catch (RuntimeException | Error e) { // Wide because nothing may end the loop but closing it.
                index = 0;
                suffer(e);
            }
        }
        outage.forget(name);
    }

    private long ask(long index) {
        Indexed<T> answer = read.at(index, waitNow());
        if (answer.index() < index) {
            doubtUntil = System.nanoTime() + pace.doubt().toNanos();
        }
        if (isSuddenlyEmpty(answer)) {
            // A registry that lost its leader or its rights answers with nothing: that must be said twice.
            answer = read.at(0, pace.longestWait());
            if (isSuddenlyEmpty(answer) && doubtLeft() > 0) {
                outage.failed(name, new RegistryException("the registry came back knowing nothing.", null));
                sink.failed();
                return answer.index();
            }
        }
        if (!closed) {
            pass(answer);
        }
        return answer.index() < index ? 0 : answer.index();
    }

    private void pass(Indexed<T> answer) {
        if (!isEmpty.test(answer.value())) {
            doubtUntil = System.nanoTime();
        }
        last = answer.value();
        sink.answered(answer.value(), answer.index());
        outage.worked(name);
        backoff.reset();
        firstOutcome.countDown();
    }

    private boolean isSuddenlyEmpty(Indexed<T> answer) {
        return last != null && !isEmpty.test(last) && isEmpty.test(answer.value());
    }

    private Duration waitNow() {
        long left = doubtLeft();
        return left > 0 && left < pace.longestWait().toNanos() ? Duration.ofNanos(left) : pace.longestWait();
    }

    private long doubtLeft() {
        return doubtUntil - System.nanoTime();
    }

    private void suffer(Throwable why) {
        if (closed) {
            return;
        }
        doubtUntil = System.nanoTime() + pace.doubt().toNanos();
        outage.failed(name, why);
        sink.failed();
        firstOutcome.countDown();
        // A call ended by an interrupt leaves the mark set; the pause below must not end by the same one.
        boolean ignored = Thread.interrupted();
        pause(backoff.next());
    }

    private void pause(Duration pause) {
        try {
            if (!closed && !pause.isZero()) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            // Only closing interrupts on purpose; for any other reason the loop simply goes on.
        }
    }
}
