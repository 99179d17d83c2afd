package io.slipway.service.app;

import io.slipway.registry.client.ServiceClient;
import retrofit2.http.GET;
import retrofit2.http.Path;

@ServiceClient(value = "inventory", fallback = InventoryFallback.class)
interface InventoryApi {

    @GET("inventory/{id}")
    Item find(@Path("id") String id);

    record Item(String id, String instance) {}
}
