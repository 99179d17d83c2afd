package com.acme.shop.prices;

import io.slipway.registry.client.ServiceClient;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Calls {@code tax-rates}: discovery picks the instance, Hystrix guards the call. */
@ServiceClient(value = "tax-rates", fallback = TaxRatesFallback.class)
interface TaxRatesApi {

    @GET("tax-rates/{id}")
    ServedBy find(@Path("id") String id);
}
