package io.slipway.registry.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Gives answers other than 2xx, which the chain takes for failures, to whoever asked for the whole response. */
final class Answers {

    private Answers() {}

    /** @throws ServiceCallException if there was no answer */
    static <R> Response<R> of(Supplier<Response<R>> call) {
        try {
            return call.get();
        } catch (ServiceCallException e) {
            Response<R> answer = in(e);
            if (answer == null) {
                throw e;
            }
            return answer;
        }
    }

    /** Returns the answer that a failure is made of, if there was one. */
    @SuppressWarnings("unchecked") // The response carried is the one to this very call.
    static <R> @Nullable Response<R> in(@Nullable RuntimeException failure) {
        return failure instanceof ServiceCallException called ? (Response<R>) called.response() : null;
    }
}
