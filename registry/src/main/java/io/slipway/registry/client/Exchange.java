package io.slipway.registry.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import retrofit2.Call;

/**
 * Carries one call down the chain: for whom it is, until when, and what came of every try.
 *
 * <p>Made on the caller's thread, whose trace, deadline and request id it takes; used by one thread at a time, but for
 * {@link #cancel} and what a message is made of.
 */
final class Exchange<R> {

    private final CalledMethod called;
    private final LongSupplier nanoTime;
    private final long begun;
    private final Tries tries = new Tries();
    private final Thread caller = Thread.currentThread();
    private final @Nullable TraceContext trace = TraceContext.current().orElse(null);
    private final @Nullable String requestId = MDC.get("requestId");
    private volatile Call<R> call;
    private volatile boolean cancelled;
    private Deadline end;
    private boolean hurried;
    private boolean reached;
    private int timeoutMillis;

    Exchange(CalledMethod called, Call<R> call, LongSupplier nanoTime) {
        this.called = called;
        this.call = call;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.end = new Deadline(begun + Long.MAX_VALUE / 2);
    }

    CalledMethod called() {
        return called;
    }

    Call<R> call() {
        return call;
    }

    /** Returns the request as Retrofit made it: with a placeholder for the instance. */
    Request request() {
        return call.request();
    }

    Sending sending() {
        return Sending.of(call.request());
    }

    Tries tries() {
        return tries;
    }

    @Nullable TraceContext trace() {
        return trace;
    }

    @Nullable String requestId() {
        return requestId;
    }

    boolean isOnItsCallersThread() {
        return Thread.currentThread() == caller;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Duration took() {
        return Duration.ofNanos(now() - begun);
    }

    /** Ends it no later than what it is done for. */
    void endBy(Deadline deadline) {
        end = deadline;
        hurried = true;
    }

    /** Ends it when its own time is over, counted from when it was called, unless it must end before. */
    void allow(int millis) {
        Deadline own = new Deadline(begun + TimeUnit.MILLISECONDS.toNanos(millis));
        timeoutMillis = millis;
        hurried = hurried && end.earlier(own).equals(end);
        end = end.earlier(own);
    }

    Deadline end() {
        return end;
    }

    boolean isSpent() {
        return end.isSpent(now());
    }

    /** Returns whether it had so much less than its timeout that silence says nothing against the service. */
    boolean isRushed() {
        return hurried && isLittle(Duration.ofMillis(allowedMillis()));
    }

    /** Returns whether a time is too little of the timeout to expect an answer in. */
    boolean isLittle(Duration time) {
        return time.toMillis() < timeoutMillis / 2;
    }

    /** Returns for a message how long it might take: {@code 200 ms}. */
    String within() {
        return hurried ? "the " + allowedMillis() + " ms that were left of the deadline" : allowedMillis() + " ms";
    }

    private long allowedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(end.atNanos() - begun);
    }

    /** Returns how long a try may wait for a connection: half its time, so that a dead host leaves some for another one. */
    int connectMillis() {
        return (int) Math.max(1, Math.min(timeoutMillis, allowedMillis()) / 2);
    }

    /** Returns whether the instance tried before accepted a connection. */
    boolean wasReachedBefore() {
        return reached;
    }

    /** Makes ready for one more try. */
    void again() {
        reached = sending().wasReached();
        call = call.clone();
        if (cancelled) {
            call.cancel();
        }
    }

    void cancel() {
        cancelled = true;
        call.cancel();
    }

    boolean isCancelled() {
        return cancelled;
    }
}
