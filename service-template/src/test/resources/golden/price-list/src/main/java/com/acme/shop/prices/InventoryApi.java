package com.acme.shop.prices;

import io.slipway.registry.client.ServiceClient;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Calls {@code inventory}: discovery picks the instance, Hystrix guards the call. */
@ServiceClient(value = "inventory", fallback = InventoryFallback.class)
interface InventoryApi {

    @GET("inventory/{id}")
    ServedBy find(@Path("id") String id);
}
