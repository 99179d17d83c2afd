package io.slipway.local.consul.http;

import io.slipway.local.consul.http.Call.AsyncEndpoint;
import io.slipway.local.consul.http.Call.Endpoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint for a path: a pattern that ends in a slash stands for all that begins so, the longest wins. */
public final class Mux {

    private final Map<String, Route> exact = new HashMap<>();
    private final TreeMap<String, Route> prefixes = new TreeMap<>();

    /** Holds the endpoints of a pattern, one for each method. */
    public static final class Route {

        private final Map<String, AsyncEndpoint> endpoints = new LinkedHashMap<>();

        public Route get(Endpoint endpoint) {
            return getLater(AsyncEndpoint.of(endpoint));
        }

        public Route getLater(AsyncEndpoint endpoint) {
            return on("GET", endpoint);
        }

        public Route put(Endpoint endpoint) {
            return on("PUT", AsyncEndpoint.of(endpoint));
        }

        public Route delete(Endpoint endpoint) {
            return on("DELETE", AsyncEndpoint.of(endpoint));
        }

        public Route any(Endpoint endpoint) {
            return get(endpoint).put(endpoint).delete(endpoint).on("POST", AsyncEndpoint.of(endpoint));
        }

        @Nullable AsyncEndpoint endpoint(String method) {
            return endpoints.get(method);
        }

        String allowed() {
            return "OPTIONS," + String.join(",", endpoints.keySet());
        }

        private Route on(String method, AsyncEndpoint endpoint) {
            endpoints.put(method, endpoint);
            return this;
        }
    }

    /** Says which route takes a path, and what of the path it leaves over. */
    record Match(Route route, String rest) {}

    public Route route(String pattern) {
        return (pattern.endsWith("/") ? prefixes : exact).computeIfAbsent(pattern, key -> new Route());
    }

    @Nullable Match find(String path) {
        Route route = exact.get(path);
        if (route != null) {
            return new Match(route, "");
        }
        for (String prefix = path; prefix != null; prefix = prefixes.lowerKey(prefix)) {
            Route found = prefixes.get(prefix);
            if (found != null && path.startsWith(prefix)) {
                return new Match(found, path.substring(prefix.length()));
            }
        }
        return null;
    }

    boolean isFolder(String path) {
        return prefixes.containsKey(path + "/");
    }
}
