package io.slipway.registry.client;

import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/** Keeps the URL of each instance: OkHttp takes longer to make sure that a host is one than a call takes for its pick. */
final class BaseUrls {

    // More than any service has; instances that are gone need not be known for ever.
    private static final int MOST = 2_000;

    private final Map<String, Base> known = new ConcurrentHashMap<>();

    private record Base(String host, int port, HttpUrl url) {}

    /** Returns where a request goes that was made for another host. */
    HttpUrl at(ServiceInstance instance, HttpUrl url) throws IOException {
        return base(instance)
                .newBuilder()
                .encodedPath(url.encodedPath())
                .encodedQuery(url.encodedQuery())
                .build();
    }

    int size() {
        return known.size();
    }

    private HttpUrl base(ServiceInstance instance) throws IOException {
        Base base = known.get(instance.id());
        if (base != null && base.port == instance.port() && base.host.equals(instance.host())) {
            return base.url;
        }
        HttpUrl url = url(instance);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(instance.id(), new Base(instance.host(), instance.port(), url));
        return url;
    }

    private static HttpUrl url(ServiceInstance instance) throws IOException {
        try {
            HttpUrl.Builder url = new HttpUrl.Builder();
            return url.scheme("http")
                    .host(instance.host())
                    .port(instance.port())
                    .build();
        } catch (IllegalArgumentException e) {
            // Anybody may register anything; it must not keep the call from another instance.
            throw new IOException("not an address that can be called", e);
        }
    }
}
