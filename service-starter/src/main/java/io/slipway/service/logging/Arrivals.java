package io.slipway.service.logging;

import io.slipway.registry.client.Deadline;
import io.slipway.registry.client.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads what a request carries from its headers, none of which is believed to be well formed. */
final class Arrivals {

    private final RequestIds ids;
    private final Supplier<? extends RandomGenerator> random;
    private final LongSupplier nanoTime;

    /** @param random asked for on each thread */
    Arrivals(RequestIds ids, Supplier<? extends RandomGenerator> random, LongSupplier nanoTime) {
        this.ids = ids;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    Arrival read(HttpServletRequest request) {
        TraceContext trace = TraceContext.parse(
                        only(request, TraceContext.TRACEPARENT), joined(request, TraceContext.TRACESTATE))
                .map(callers -> callers.child(random.get()))
                .orElseGet(() -> TraceContext.begin(random.get()));
        return new Arrival(
                ids.idFor(request.getHeader(RequestIds.HEADER)),
                trace,
                Deadline.parse(request.getHeader(Deadline.HEADER), nanoTime.getAsLong()));
    }

    /** Two callers' traces are nobody's. */
    private static @Nullable String only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.size() == 1 ? values.get(0) : null;
    }

    private static @Nullable String joined(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.isEmpty() ? null : String.join(",", values);
    }
}
