package io.slipway.registry.client;

import java.util.concurrent.Executor;
import okhttp3.Request;
import okio.Timeout;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Runs a call through its caller when it is executed; an answer other than 2xx is returned, as Retrofit does. */
final class CommandCall<R> implements Call<R> {

    private final Call<R> call;
    private final Caller caller;
    private final Executor executor;

    CommandCall(Call<R> call, Caller caller, Executor executor) {
        this.call = call;
        this.caller = caller;
        this.executor = executor;
    }

    @Override
    @SuppressWarnings("unchecked") // The response carried is the one to this very call.
    public Response<R> execute() {
        try {
            return caller.call(call);
        } catch (ServiceCallException e) {
            Response<?> answered = e.response();
            if (answered == null) {
                throw e;
            }
            return (Response<R>) answered;
        }
    }

    @Override
    public void enqueue(Callback<R> callback) {
        executor.execute(() -> {
            Response<R> response;
            try {
                response = execute();
            } catch (RuntimeException e) { // Wide because the callback must hear of everything.
                callback.onFailure(this, e);
                return;
            }
            callback.onResponse(this, response);
        });
    }

    @Override
    public boolean isExecuted() {
        return call.isExecuted();
    }

    @Override
    public void cancel() {
        call.cancel();
    }

    @Override
    public boolean isCanceled() {
        return call.isCanceled();
    }

    @Override
    public Call<R> clone() {
        return new CommandCall<>(call.clone(), caller, executor);
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
