package io.slipway.local.consul.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object, field by field. */
public final class JsonObject extends LinkedHashMap<String, Object> {

    public JsonObject with(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }

    /** Leaves the field out when there is nothing to put into it. */
    public JsonObject withAny(String name, @Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof Collection<?> collection && collection.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        return nothing ? this : with(name, value);
    }
}
