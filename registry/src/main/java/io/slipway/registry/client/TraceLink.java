package io.slipway.registry.client;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import retrofit2.Response;

/** Passes on which request and which trace a call belongs to, or begins a trace, whose span names the request too. */
final class TraceLink implements Link {

    private static final String REQUEST_ID = "X-Request-Id";
    private static final int LONGEST_ID = 128;

    private final Supplier<? extends RandomGenerator> random;
    private final Link next;

    TraceLink(Supplier<? extends RandomGenerator> random, Link next) {
        this.random = random;
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        TraceContext served = exchange.trace();
        TraceContext trace = served != null ? served : TraceContext.begin(random.get());
        Sending sending = exchange.sending();
        String requestId = exchange.requestId();
        sending.header(REQUEST_ID, requestId != null && isUsable(requestId) ? requestId : trace.spanId());
        sending.header(TraceContext.TRACEPARENT, trace.traceparent());
        if (!trace.state().isEmpty()) {
            sending.header(TraceContext.TRACESTATE, trace.state());
        }
        return next.call(exchange);
    }

    private static boolean isUsable(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }
}
