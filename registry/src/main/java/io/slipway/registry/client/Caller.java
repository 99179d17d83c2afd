package io.slipway.registry.client;

import retrofit2.Call;
import retrofit2.Response;

/** Makes a call; one implementation for each thing that is done around it. */
interface Caller {

    /**
     * Returns a success.
     *
     * @throws ServiceCallException for anything else
     */
    <R> Response<R> call(Call<R> call);
}
