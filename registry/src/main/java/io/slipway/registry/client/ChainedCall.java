package io.slipway.registry.client;

import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Runs a call through its chain when it is executed; an answer other than 2xx is returned, as Retrofit does. */
final class ChainedCall<R> implements Call<R> {

    private static final Logger log = LoggerFactory.getLogger(ServiceClients.class);

    private final Call<R> call;
    private final CallChain chain;
    private final AtomicReference<@Nullable Exchange<R>> begun = new AtomicReference<>();
    private volatile boolean cancelled;

    ChainedCall(Call<R> call, CallChain chain) {
        this.call = call;
        this.chain = chain;
    }

    @Override
    public Response<R> execute() {
        Exchange<R> exchange = begin();
        return Answers.of(() -> chain.call(exchange));
    }

    @Override
    public void enqueue(Callback<R> callback) {
        chain.start(begin(), (response, failure) -> {
            Response<R> answer = response != null ? response : Answers.in(failure);
            try {
                if (answer != null) {
                    callback.onResponse(this, answer);
                } else if (failure != null) {
                    callback.onFailure(this, failure);
                }
            } catch (RuntimeException e) {
                // As wide as this because callbacks are user code: a failure of theirs is none of the call.
                log.error("The callback of {} failed.", chain, e);
            }
        });
    }

    private Exchange<R> begin() {
        Exchange<R> exchange = chain.exchange(call);
        if (!begun.compareAndSet(null, exchange)) {
            throw new IllegalStateException("Already executed.");
        }
        if (cancelled) {
            exchange.cancel();
        }
        return exchange;
    }

    @Override
    public boolean isExecuted() {
        return begun.get() != null;
    }

    @Override
    public void cancel() {
        cancelled = true;
        Exchange<R> exchange = begun.get();
        if (exchange != null) {
            exchange.cancel();
        }
    }

    @Override
    public boolean isCanceled() {
        return cancelled;
    }

    @Override
    public Call<R> clone() {
        return new ChainedCall<>(call.clone(), chain);
    }

    @Override
    public Request request() {
        return call.request();
    }

    @Override
    public Timeout timeout() {
        return call.timeout();
    }
}
