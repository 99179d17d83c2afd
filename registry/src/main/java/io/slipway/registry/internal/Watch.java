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
 * come too fast are slowed down. A value that is odd, such as suddenly empty, is read once more before it is passed on. It is
 * not believed for a while when the registry has just come back: those who registered need time to do so again. And it is not
 * believed at all while it stands at the index of a value that was not odd: then the registry did not change, but what it lets
 * this client read.
 */
public final class Watch<T> implements AutoCloseable {

    private static final long NONE = 0;
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
    private final Doubt<T> doubt;
    private final Sink<T> sink;
    private final Pace pace;
    private final Outage outage;
    private final Backoff backoff;
    private final Throttle throttle;
    private final Thread thread;
    private final CountDownLatch firstOutcome = new CountDownLatch(1);
    private final long begun = System.nanoTime();
    private long doubtUntil;
    private volatile boolean closed;
    private @Nullable T last;
    private long goodIndex = NONE;
    private boolean withheld;

    private Watch(
            String name, Read<T> read, Doubt<T> doubt, Sink<T> sink, Pace pace, Outage outage, DoubleSupplier chance) {
        this.name = name;
        this.read = read;
        this.doubt = doubt;
        this.last = doubt.known();
        this.doubtUntil = begun + (last == null ? 0 : pace.doubt().toNanos());
        this.sink = sink;
        this.pace = pace;
        this.outage = outage;
        this.backoff = new Backoff(pace.firstRetry(), pace.longestRetry(), chance);
        this.throttle = new Throttle(pace.burst(), pace.interval());
        this.thread = new ReadingThread(this::follow, "slipway: " + name);
    }

    /** Begins to follow a value that is odd when it was not empty and is. */
    public static <T> Watch<T> start(
            String name,
            Read<T> read,
            Predicate<T> isEmpty,
            Sink<T> sink,
            Pace pace,
            Outage outage,
            DoubleSupplier chance) {
        Doubt<T> doubt = new Doubt<>(
                (before, now) -> !isEmpty.test(before) && isEmpty.test(now),
                () -> read.at(0, pace.longestWait()),
                null);
        return start(name, read, doubt, sink, pace, outage, chance);
    }

    /** @param name what is watched, for messages: {@code Watching orders} */
    public static <T> Watch<T> start(
            String name, Read<T> read, Doubt<T> doubt, Sink<T> sink, Pace pace, Outage outage, DoubleSupplier chance) {
        Watch<T> watch = new Watch<>(name, read, doubt, sink, pace, outage, chance);
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
            beginDoubt();
        }
        if (isOdd(answer)) {
            answer = doubt.again().get();
            if (isOdd(answer) && !isBelieved(answer)) {
                return answer.index();
            }
        }
        if (!closed) {
            pass(answer);
        }
        return answer.index() < index ? 0 : answer.index();
    }

    private boolean isOdd(Indexed<T> answer) {
        return last != null && doubt.isOdd().test(last, answer.value());
    }

    /** Believes an odd answer that was given twice, unless there is a better explanation for it. */
    private boolean isBelieved(Indexed<T> answer) {
        withheld |= answer.index() == goodIndex;
        if (!withheld && doubtLeft() <= 0) {
            return true;
        }
        String why = withheld
                ? "the registry shows far less than before, though nothing changed: its rules seem to withhold it."
                : "the registry came back knowing far less than before.";
        outage.failed(name, new RegistryException(why, null));
        sink.failed();
        firstOutcome.countDown();
        return false;
    }

    private void pass(Indexed<T> answer) {
        doubtUntil = System.nanoTime();
        withheld = false;
        last = answer.value();
        goodIndex = answer.index();
        sink.answered(answer.value(), answer.index());
        outage.worked(name);
        backoff.reset();
        firstOutcome.countDown();
    }

    private void beginDoubt() {
        doubtUntil = System.nanoTime() + pace.doubt().toNanos();
        // Another registry may have come; its indexes tell nothing of the one before.
        goodIndex = NONE;
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
        beginDoubt();
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
