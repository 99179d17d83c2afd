package io.slipway.service.logging;

import io.slipway.registry.client.Deadline;
import io.slipway.registry.client.Scope;
import io.slipway.registry.client.TraceContext;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * Is what a request came with, made harmless, or was given here.
 *
 * @param trace the caller's, with a span of this service's own
 */
record Arrival(String requestId, TraceContext trace, Optional<Deadline> deadline) {

    private static final String TRACE_ID = "traceId";
    private static final String SPAN_ID = "spanId";

    /** Lets the thread carry it until the scope is closed; then the thread carries nothing, whoever else put it there. */
    Scope enter() {
        MDC.put(RequestIds.MDC_KEY, requestId);
        MDC.put(TRACE_ID, trace.traceId());
        MDC.put(SPAN_ID, trace.spanId());
        Scope ofTrace = trace.makeCurrent();
        Scope ofDeadline = deadline.map(Deadline::makeCurrent).orElse(() -> {});
        return () -> {
            ofDeadline.close();
            ofTrace.close();
            MDC.clear();
        };
    }
}
