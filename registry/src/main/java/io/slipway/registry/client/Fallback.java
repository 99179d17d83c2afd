package io.slipway.registry.client;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/** Answers a call by the same method, with the same arguments, of another implementation of the interface. */
final class Fallback {

    // A fallback is there to answer at once; one that does not must not hold the thread of whoever waits.
    private static final Duration LONGEST_FUTURE = Duration.ofSeconds(1);

    private final @Nullable Object target;

    /** @param target null where there is no fallback */
    Fallback(@Nullable Object target) {
        this.target = target;
    }

    /** @throws UnsupportedOperationException if there is no fallback: Hystrix's own sign for it */
    <R> Response<R> answer(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        if (target == null || invocation == null) {
            throw new UnsupportedOperationException("No fallback.");
        }
        Object answer = invoke(invocation.method(), invocation.arguments().toArray(), target);
        if (answer == null && isHolder(invocation.method().getReturnType())) {
            throw new IllegalStateException(name() + " returned null for a "
                    + invocation.method().getReturnType().getSimpleName());
        }
        return response(answer);
    }

    /** Takes a body out of whatever the method returns it in: the same that the caller gets it back in. */
    @SuppressWarnings("unchecked") // The method is the one that was called, so it returns what the caller expects.
    private <R> Response<R> response(@Nullable Object answer) {
        if (answer instanceof Response<?> response) {
            return (Response<R>) response;
        }
        if (answer instanceof Call<?> call) {
            return executed((Call<R>) call);
        }
        if (answer instanceof CompletableFuture<?> future) {
            return response(completed(future));
        }
        return (Response<R>) Response.success(answer);
    }

    private static boolean isHolder(Class<?> type) {
        return type == Response.class || type == Call.class || type == CompletableFuture.class;
    }

    private @Nullable Object completed(CompletableFuture<?> future) {
        try {
            return future.get(LONGEST_FUTURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the future that " + name() + " returned failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the future that " + name() + " returned was not done within " + LONGEST_FUTURE.toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits for the future that " + name() + " returned", e);
        }
    }

    private String name() {
        return "the fallback " + (target == null ? "" : target.getClass().getSimpleName());
    }

    private static @Nullable Object invoke(Method method, @Nullable Object[] arguments, Object target) {
        try {
            method.setAccessible(true); // The interface or its implementation may be package-private.
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "the fallback " + target.getClass().getSimpleName() + " failed: "
                            + (e.getCause() == null ? e : e.getCause()),
                    e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    "the fallback " + target.getClass().getSimpleName() + " cannot be called", e);
        }
    }

    private <R> Response<R> executed(Call<R> call) {
        try {
            return call.execute();
        } catch (IOException e) {
            throw new IllegalStateException("the call that " + name() + " returned failed: " + e.getMessage(), e);
        }
    }
}
