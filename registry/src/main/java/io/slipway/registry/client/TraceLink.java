package io.slipway.registry.client;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Passes on which request and which trace a call belongs to, or begins new ones. */
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
        sending.header(REQUEST_ID, requestId(exchange.requestId()));
        sending.header(TraceContext.TRACEPARENT, trace.traceparent());
        if (!trace.state().isEmpty()) {
            sending.header(TraceContext.TRACESTATE, trace.state());
        }
        return next.call(exchange);
    }

    private String requestId(@Nullable String served) {
        return served != null && isUsable(served)
                ? served
                : HexFormat.of().toHexDigits(random.get().nextLong());
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
