package io.slipway.registry.client;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Invocation;
import retrofit2.Retrofit;

/** Lets every method of an interface run through the chain of its callers. */
final class CommandAdapterFactory extends CallAdapter.Factory {

    private final Function<Method, Caller> chains;
    private final Executor executor;
    private final Map<Method, Caller> callers = new ConcurrentHashMap<>();

    CommandAdapterFactory(Function<Method, Caller> chains, Executor executor) {
        this.chains = chains;
        this.executor = executor;
    }

    @Override
    public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        if (getRawType(returnType) == Call.class) {
            return new Calls(getParameterUpperBound(0, (ParameterizedType) returnType));
        }
        return new Bodies(returnType);
    }

    private Caller caller(Call<?> call) {
        Invocation invocation = call.request().tag(Invocation.class);
        if (invocation == null) {
            throw new IllegalStateException("Retrofit sent no Invocation along with " + call.request());
        }
        Caller known = callers.get(invocation.method());
        return known != null ? known : callers.computeIfAbsent(invocation.method(), chains);
    }

    /** Adapts a method that returns the body. */
    private final class Bodies implements CallAdapter<Object, @Nullable Object> {

        private final Type body;

        private Bodies(Type body) {
            this.body = body;
        }

        @Override
        public Type responseType() {
            return body;
        }

        @Override
        public @Nullable Object adapt(Call<Object> call) {
            return caller(call).call(call).body();
        }
    }

    /** Adapts a method that returns a call. */
    private final class Calls implements CallAdapter<Object, Call<Object>> {

        private final Type body;

        private Calls(Type body) {
            this.body = body;
        }

        @Override
        public Type responseType() {
            return body;
        }

        @Override
        public Call<Object> adapt(Call<Object> call) {
            return new CommandCall<>(call, caller(call), executor);
        }
    }
}
