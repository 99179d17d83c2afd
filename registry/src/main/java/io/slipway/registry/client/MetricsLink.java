package io.slipway.registry.client;

import com.codahale.metrics.Meter;
import com.codahale.metrics.Timer;
import java.util.concurrent.TimeUnit;
import retrofit2.Response;

/** Times every try, and counts those that failed by the service's fault. */
final class MetricsLink implements Link {

    private final Timer timer;
    private final Meter errors;
    private final Link next;

    MetricsLink(Timer timer, Meter errors, Link next) {
        this.timer = timer;
        this.errors = errors;
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        long begun = exchange.now();
        try {
            return next.call(exchange);
        } catch (ServiceCallException e) {
            if (e.reason().isOfService()) {
                errors.mark();
            }
            throw e;
        } finally {
            timer.update(exchange.now() - begun, TimeUnit.NANOSECONDS);
        }
    }
}
