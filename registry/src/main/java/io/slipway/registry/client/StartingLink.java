package io.slipway.registry.client;

import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Stands in front of where a call may change threads, so it can also begin one without waiting for it. */
interface StartingLink extends Link {

    /** Begins a call; its outcome is told on whichever thread it ends. */
    <R> void start(Exchange<R> exchange, Outcome<R> outcome);

    /** Hears of a success, or of a {@link ServiceCallException} or whatever else went wrong; exactly one of them is not null. */
    @FunctionalInterface
    interface Outcome<R> {

        void told(@Nullable Response<R> response, @Nullable RuntimeException failure);
    }
}
