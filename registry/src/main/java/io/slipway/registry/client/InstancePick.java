package io.slipway.registry.client;

import io.slipway.registry.ServiceInstance;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Snapshot;
import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sends a request to an instance that discovery names, and once more to another where that is safe. */
final class InstancePick implements Interceptor {

    /** Stands in the URL until an instance is picked; the domain exists nowhere (RFC 2606). */
    static final String PLACEHOLDER = "service.invalid";

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final String service;
    private final Discovery discovery;

    InstancePick(String service, Discovery discovery) {
        this.service = service;
        this.discovery = discovery;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Attempts attempts = Attempts.of(chain.request());
        ServiceInstance first = discovery.pick(service, Set.of()).orElseThrow(this::nobody);
        try {
            return send(chain, first, attempts);
        } catch (IOException e) {
            ServiceInstance second = another(chain, first, attempts, e).orElse(null);
            if (second == null) {
                throw e;
            }
            return send(chain, second, attempts);
        }
    }

    /** Returns whom to try once more: nobody where the first may have begun to do what was asked. */
    private Optional<ServiceInstance> another(Chain chain, ServiceInstance first, Attempts attempts, IOException e) {
        boolean slow = attempts.wasReached() && e instanceof InterruptedIOException;
        if (slow
                || chain.call().isCanceled()
                || !IDEMPOTENT.contains(chain.request().method())) {
            return Optional.empty();
        }
        Optional<ServiceInstance> other = discovery.pick(service, Set.of(first.id()));
        // A single instance may only have closed a connection that was idle: a new one is worth a try.
        return other.isPresent() || !attempts.wasReached() ? other : Optional.of(first);
    }

    private static Response send(Chain chain, ServiceInstance instance, Attempts attempts) throws IOException {
        attempts.begin(instance);
        try {
            Response response = chain.proceed(addressed(chain.request(), instance));
            attempts.end(Integer.toString(response.code()));
            return response;
        } catch (IOException e) {
            attempts.end(chain.call().isCanceled() ? "no answer in time" : Excerpt.of(e));
            throw e;
        }
    }

    private static Request addressed(Request request, ServiceInstance instance) throws IOException {
        try {
            HttpUrl.Builder url = request.url().newBuilder();
            url.host(instance.host()).port(instance.port());
            return request.newBuilder().url(url.build()).build();
        } catch (IllegalArgumentException e) {
            // Anybody may register anything; it must not keep the call from another instance.
            throw new IOException("not an address that can be called", e);
        }
    }

    private NoInstanceException nobody() {
        Snapshot snapshot = discovery.snapshot(service);
        return new NoInstanceException(
                snapshot.stale()
                        ? "no instance of " + service + " is known, and the registry does not answer"
                        : "the registry knows no healthy instance of " + service);
    }
}
