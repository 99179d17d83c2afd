package io.slipway.registry.client;

import com.codahale.metrics.Meter;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.exception.HystrixBadRequestException;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import com.netflix.hystrix.exception.HystrixRuntimeException.FailureType;
import com.netflix.hystrix.exception.HystrixTimeoutException;
import io.slipway.registry.client.ServiceCallException.Reason;
import io.slipway.registry.internal.Excerpt;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Translates between one call and the Hystrix command around it: what counts against the circuit, and what Hystrix says. */
final class CommandRun<R> {

    private final Exchange<R> exchange;
    private final HystrixCommandProperties properties;
    private final boolean pooled;
    private @Nullable RequestContext carried;
    private final Fallback fallback;
    private final Meter fallbacks;
    private final Link next;
    private volatile @Nullable ServiceCallException failure;

    CommandRun(
            Exchange<R> exchange,
            HystrixCommandProperties properties,
            boolean pooled,
            Fallback fallback,
            Meter fallbacks,
            Link next) {
        this.exchange = exchange;
        this.properties = properties;
        this.pooled = pooled;
        this.fallback = fallback;
        this.fallbacks = fallbacks;
        this.next = next;
        if (pooled) {
            takeAlong();
        }
    }

    boolean isPooled() {
        return pooled;
    }

    /** Takes along what the caller's thread carries, since another one will make the call. */
    void takeAlong() {
        carried = RequestContext.capture();
    }

    /** Makes the call, and throws what Hystrix takes for what it is. */
    Response<R> answer() throws HystrixTimeoutException {
        Scope scope = carried();
        try {
            exchange.allow(properties.executionTimeoutInMilliseconds().get());
            if (exchange.isSpent()) {
                throw failed(Reason.TIMED_OUT, "no thread was free for it within " + exchange.within(), null);
            }
            return next.call(exchange);
        } catch (ServiceCallException e) {
            failure = e;
            if (e.reason() == Reason.TIMED_OUT) {
                throw new HystrixTimeoutException();
            }
            if (!e.reason().isOfService()) {
                throw new HystrixBadRequestException(Excerpt.of(e), e);
            }
            throw e;
        } finally {
            scope.close();
        }
    }

    Response<R> fallback() {
        Scope scope = carried();
        try {
            Response<R> answer = fallback.answer(exchange.request());
            fallbacks.mark();
            return answer;
        } finally {
            scope.close();
        }
    }

    private Scope carried() {
        return carried == null || exchange.isOnItsCallersThread() ? () -> {} : carried.enter();
    }

    /** Says what went wrong for what Hystrix threw. */
    ServiceCallException explained(Throwable thrown) {
        ServiceCallException known = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof InterruptedException) {
            return interrupted(thrown);
        }
        if (!(thrown instanceof HystrixRuntimeException hystrix)) {
            return known != null ? known : unexpected(thrown);
        }
        // What Hystrix's timer ended may have noticed no more than an interrupt.
        boolean ended = hystrix.getFailureType() == FailureType.TIMEOUT
                && (known == null || known.reason() == Reason.CANCELLED);
        ServiceCallException explained = known != null && !ended ? known : explainedByType(hystrix);
        Throwable second = hystrix.getFallbackException();
        if (second != null && !(second instanceof UnsupportedOperationException)) {
            explained.addSuppressed(second);
        }
        return explained;
    }

    private ServiceCallException explainedByType(HystrixRuntimeException thrown) {
        if (thrown.getFailureType() == FailureType.SHORTCIRCUIT) {
            return failed(Reason.CIRCUIT_OPEN, circuit(), null);
        }
        if (thrown.getFailureType() == FailureType.REJECTED_SEMAPHORE_EXECUTION) {
            int most = properties
                    .executionIsolationSemaphoreMaxConcurrentRequests()
                    .get();
            return failed(Reason.TOO_MANY_CALLS, most + " of its calls are running already", null);
        }
        if (thrown.getFailureType() == FailureType.REJECTED_THREAD_EXECUTION) {
            return failed(
                    Reason.TOO_MANY_CALLS,
                    "all threads of the pool " + exchange.called().service() + " are busy",
                    null);
        }
        if (thrown.getFailureType() == FailureType.TIMEOUT) {
            return failed(
                    Reason.TIMED_OUT,
                    exchange.called().service() + " did not answer within " + exchange.within(),
                    null);
        }
        return unexpected(thrown.getCause() == null ? thrown : thrown.getCause());
    }

    private ServiceCallException interrupted(Throwable thrown) {
        // Whoever waited is gone; the pool's thread must not go on for nobody.
        exchange.cancel();
        Thread.currentThread().interrupt();
        return failed(Reason.CANCELLED, "its thread was interrupted", thrown);
    }

    private ServiceCallException unexpected(Throwable thrown) {
        return failed(Reason.UNEXPECTED, Excerpt.of(thrown), thrown);
    }

    private ServiceCallException failed(Reason reason, String what, @Nullable Throwable cause) {
        return ServiceCallException.of(exchange, reason, what, cause);
    }

    private String circuit() {
        return properties.circuitBreakerForceOpen().get()
                ? "its circuit is held open by the property circuitBreaker.forceOpen"
                : "too many of its calls failed, so that one is let through only every "
                        + properties.circuitBreakerSleepWindowInMilliseconds().get() + " ms";
    }
}
