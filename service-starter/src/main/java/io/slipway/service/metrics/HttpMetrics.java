package io.slipway.service.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps rate, latency and errors per route: {@code http.GET./orders/{id}} is a timer, {@code ….errors} a meter of
 * answers from 500 on, {@code ….refused} one of 400 to 499, {@code ….inFlight} a counter of what is being answered.
 *
 * <p>A route is the pattern that matched, never the path asked for: a stranger must not be able to fill memory with
 * names.
 */
final class HttpMetrics {

    /** The route of what no pattern matched, or what was answered before any could. */
    static final String UNMATCHED = "unmatched";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final MetricRegistry metrics;
    private final Map<Key, Route> routes = new ConcurrentHashMap<>();

    HttpMetrics(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    Route route(String method, String pattern) {
        return routes.computeIfAbsent(new Key(METHODS.contains(method) ? method : "OTHER", pattern), this::measured);
    }

    private Route measured(Key key) {
        String name = "http." + key.method() + "." + key.pattern();
        return new Route(
                metrics.timer(name),
                metrics.meter(name + ".errors"),
                metrics.meter(name + ".refused"),
                metrics.counter(name + ".inFlight"));
    }

    private record Key(String method, String pattern) {}

    /** Counts and times the requests of one route. */
    record Route(Timer timer, Meter errors, Meter refused, Counter inFlight) {

        void begun() {
            inFlight.inc();
        }

        void ended(int status, long nanos) {
            inFlight.dec();
            timer.update(nanos, TimeUnit.NANOSECONDS);
            if (status >= 500) {
                errors.mark();
            } else if (status >= 400) {
                refused.mark();
            }
        }
    }
}
