package io.slipway.registry.client;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Response;

/** Answers a call by the same method, with the same arguments, of another implementation of the interface. */
final class Fallback {

    private final @Nullable Object target;

    /** @param target null where there is no fallback */
    Fallback(@Nullable Object target) {
        this.target = target;
    }

    /** @throws UnsupportedOperationException if there is no fallback: Hystrix's own sign for it */
    @SuppressWarnings("unchecked") // The method is the one that was called, so it returns what the caller expects.
    <R> Response<R> answer(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        if (target == null || invocation == null) {
            throw new UnsupportedOperationException("No fallback.");
        }
        Object answer = invoke(invocation.method(), invocation.arguments().toArray(), target);
        return answer instanceof Call<?> call ? executed((Call<R>) call) : (Response<R>) Response.success(answer);
    }

    private static @Nullable Object invoke(Method method, @Nullable Object[] arguments, Object target) {
        try {
            method.setAccessible(true); // The interface or its implementation may be package-private.
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "The fallback " + target.getClass().getSimpleName() + " failed: "
                            + (e.getCause() == null ? e : e.getCause()),
                    e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The fallback " + target.getClass().getName() + " cannot be called.", e);
        }
    }

    private static <R> Response<R> executed(Call<R> call) {
        try {
            return call.execute();
        } catch (IOException e) {
            throw new IllegalStateException("The call that the fallback returned failed: " + e.getMessage(), e);
        }
    }
}
