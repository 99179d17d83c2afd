package io.slipway.service.metrics;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Follows one request from its arrival to the end of its last dispatch; its threads may change. */
final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final HttpMetrics metrics;
    private final String method;
    private final long begun = System.nanoTime();
    private final AtomicReference<HttpMetrics.@Nullable Route> route = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private Exchange(HttpMetrics metrics, String method) {
        this.metrics = metrics;
        this.method = method;
    }

    static Exchange begin(HttpMetrics metrics, HttpServletRequest request) {
        Exchange exchange = new Exchange(metrics, request.getMethod());
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    static @Nullable Exchange of(HttpServletRequest request) {
        return (Exchange) request.getAttribute(ATTRIBUTE);
    }

    /** Takes the first pattern: a later one belongs to the page of an error. */
    void matched(String pattern) {
        if (route.get() != null) {
            return;
        }
        HttpMetrics.Route matched = metrics.route(method, pattern);
        if (route.compareAndSet(null, matched)) {
            matched.begun();
        }
    }

    void ended(int status) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        matched(HttpMetrics.UNMATCHED);
        Objects.requireNonNull(route.get()).ended(status, System.nanoTime() - begun);
    }
}
