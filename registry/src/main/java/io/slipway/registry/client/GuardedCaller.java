package io.slipway.registry.client;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.exception.HystrixBadRequestException;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import com.netflix.hystrix.exception.HystrixTimeoutException;
import io.slipway.registry.client.ServiceCallException.Kind;
import io.slipway.registry.internal.Excerpt;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** Runs each call as a Hystrix command and lets the fallback answer where it fails. */
final class GuardedCaller implements Caller {

    private final CalledMethod called;
    private final HystrixCommand.Setter setter;
    private final Fallback fallback;
    private final Caller next;

    GuardedCaller(CalledMethod called, CommandSettings settings, Fallback fallback, Caller next) {
        this.called = called;
        this.setter = settings.of(called);
        this.fallback = fallback;
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Call<R> call) {
        Command<R> command = new Command<>(call);
        try {
            return command.execute();
        } catch (HystrixBadRequestException e) {
            throw command.failure == null ? e : command.failure;
        } catch (HystrixRuntimeException e) {
            throw command.explained(e);
        }
    }

    /** Makes one call; a command lives as long as its call. */
    private final class Command<R> extends HystrixCommand<Response<R>> {

        private final Call<R> call;
        private @Nullable ServiceCallException failure;

        private Command(Call<R> call) {
            super(setter);
            this.call = call;
        }

        @Override
        protected Response<R> run() throws HystrixTimeoutException {
            int millis = getProperties().executionTimeoutInMilliseconds().get();
            call.timeout().timeout(millis, TimeUnit.MILLISECONDS);
            try {
                return next.call(call);
            } catch (ServiceCallException e) {
                failure = e;
                if (e.kind() == Kind.CALLERS_FAULT) {
                    throw new HystrixBadRequestException(Excerpt.of(e), e);
                }
                if (e.kind() == Kind.TIMED_OUT) {
                    throw new HystrixTimeoutException();
                }
                throw e;
            }
        }

        @Override
        protected Response<R> getFallback() {
            return fallback.answer(call.request());
        }

        private ServiceCallException explained(HystrixRuntimeException e) {
            ServiceCallException explained = failure != null ? failure : notTried(e);
            Throwable second = e.getFallbackException();
            if (second != null && !(second instanceof UnsupportedOperationException)) {
                explained.addSuppressed(second);
            }
            return explained;
        }

        private ServiceCallException notTried(HystrixRuntimeException e) {
            Request request = call.request();
            return switch (e.getFailureType()) {
                case SHORTCIRCUIT ->
                    ServiceCallException.of(
                            called,
                            request,
                            Kind.NOT_TRIED,
                            "too many of its calls failed, so that one is let through only every "
                                    + getProperties()
                                            .circuitBreakerSleepWindowInMilliseconds()
                                            .get() + " ms",
                            null);
                case REJECTED_SEMAPHORE_EXECUTION ->
                    ServiceCallException.of(
                            called,
                            request,
                            Kind.NOT_TRIED,
                            getProperties()
                                            .executionIsolationSemaphoreMaxConcurrentRequests()
                                            .get() + " of its calls are running already",
                            null);
                default -> ServiceCallException.of(called, request, Kind.FAILED, Excerpt.of(causeOf(e)), causeOf(e));
            };
        }

        private static Throwable causeOf(HystrixRuntimeException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }
}
