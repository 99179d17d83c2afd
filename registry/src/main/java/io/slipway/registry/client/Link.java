package io.slipway.registry.client;

import retrofit2.Response;

/** Does one thing around a call and leaves the rest to the link behind it; {@link CallChain} puts them together. */
interface Link {

    /**
     * Returns a success.
     *
     * @throws ServiceCallException for anything else
     */
    <R> Response<R> call(Exchange<R> exchange);
}
