package io.slipway.registry.client;

import java.lang.reflect.Method;
import okhttp3.Request;

/**
 * Names a method for messages, metrics and Hystrix.
 *
 * @param name {@code Interface.method}
 */
record CalledMethod(String service, String name) {

    static CalledMethod of(String service, Class<?> api, Method method) {
        return new CalledMethod(service, api.getSimpleName() + "." + method.getName());
    }

    /** Returns {@code InventoryApi.find (GET /inventory/42)}; without the query, which may hold what is nobody's business. */
    String in(Request request) {
        return name + " (" + request.method() + " " + request.url().encodedPath() + ")";
    }
}
