package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps rate, latency and errors per route: {@code http.GET /orders/{id}} is a timer, {@code ….errors} a meter of
 * answers from 500 on, {@code ….refused} one of 400 to 499.
 *
 * <p>A route is the pattern that matched, never the path asked for: a stranger must not be able to fill memory with
 * names.
 */
final class HttpMetrics {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final MetricRegistry metrics;

    HttpMetrics(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    void record(HttpServletRequest request, int status, long nanos) {
        String route = route(request);
        metrics.timer(route).update(nanos, TimeUnit.NANOSECONDS);
        if (status >= 500) {
            metrics.meter(route + ".errors").mark();
        } else if (status >= 400) {
            metrics.meter(route + ".refused").mark();
        }
    }

    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        return "http." + method + " " + (pattern == null ? "unmatched" : pattern);
    }
}
