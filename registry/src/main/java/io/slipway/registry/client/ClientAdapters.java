package io.slipway.registry.client;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Invocation;
import retrofit2.Response;
import retrofit2.Retrofit;

/** Lets every method of an interface run through its chain, and return what it declares to. */
final class ClientAdapters extends CallAdapter.Factory {

    private final Function<Method, CallChain> chains;
    private final Map<Method, CallChain> known = new ConcurrentHashMap<>();

    ClientAdapters(Function<Method, CallChain> chains) {
        this.chains = chains;
    }

    @Override
    public @Nullable CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
        Optional<ReturnType> type = ReturnType.of(returnType);
        return type.isEmpty() ? null : new Adapter(type.get());
    }

    private CallChain chain(Call<?> call) {
        Invocation invocation = call.request().tag(Invocation.class);
        if (invocation == null) {
            throw new IllegalStateException("Retrofit sent no Invocation along with " + call.request());
        }
        CallChain chain = known.get(invocation.method());
        return chain != null ? chain : known.computeIfAbsent(invocation.method(), chains);
    }

    private final class Adapter implements CallAdapter<Object, @Nullable Object> {

        private final ReturnType type;

        private Adapter(ReturnType type) {
            this.type = type;
        }

        @Override
        public Type responseType() {
            return type.body();
        }

        @Override
        public @Nullable Object adapt(Call<Object> call) {
            CallChain chain = chain(call);
            return switch (type.form()) {
                case BODY -> chain.call(chain.exchange(call)).body();
                case RESPONSE -> Answers.of(() -> chain.call(chain.exchange(call)));
                case CALL -> new ChainedCall<>(call, chain);
                case FUTURE_OF_BODY -> future(chain, call, false, Response::body);
                case FUTURE_OF_RESPONSE -> future(chain, call, true, response -> response);
            };
        }

        private CompletableFuture<Object> future(
                CallChain chain,
                Call<Object> call,
                boolean withErrors,
                Function<Response<Object>, @Nullable Object> form) {
            Exchange<Object> exchange = chain.exchange(call);
            CompletableFuture<Object> future = new CompletableFuture<>();
            var unused = future.whenComplete((result, failure) -> {
                if (future.isCancelled()) {
                    exchange.cancel();
                }
            });
            chain.start(exchange, (response, failure) -> {
                Response<Object> answer = response == null && withErrors ? Answers.in(failure) : response;
                if (answer != null) {
                    future.complete(form.apply(answer));
                } else if (failure != null) {
                    future.completeExceptionally(failure);
                }
            });
            return future;
        }
    }
}
