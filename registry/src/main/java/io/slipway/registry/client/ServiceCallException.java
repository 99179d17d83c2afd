package io.slipway.registry.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * Says which call failed, after what time, why, which instances were tried, for how long, and what became of each.
 *
 * <p>{@code InventoryApi.find (GET /inventory/42) failed after 203 ms: inventory answered 503: out of order. Tried
 * inventory-2 at 10.0.0.7:31002 (1 ms): Connection refused; inventory-1 at 10.0.0.6:31001 (200 ms): 503.}
 */
public final class ServiceCallException extends RuntimeException {

    /** Tells why a call failed. */
    public enum Reason {
        /** The registry knows no healthy instance. */
        NO_INSTANCE(true, false),
        /** No connection came about, so nothing was sent. */
        UNREACHABLE(true, true),
        /** The connection broke before the answer was complete. */
        BROKEN_OFF(true, true),
        /** No answer within the timeout of the call. */
        TIMED_OUT(true, true),
        /** An answer of 408, 429, or from 500 on. */
        FAILED(true, false),
        /** An answer whose body is too large, or is not what the method returns. */
        UNREADABLE(true, false),
        /** An answer that blames the request: any other 4xx. */
        REFUSED(false, false),
        /** The request being served must end before an answer could be expected. */
        DEADLINE(false, false),
        /** The caller cancelled the call, or its thread was interrupted. */
        CANCELLED(false, false),
        /** Too many calls failed before, or an operator said so. */
        CIRCUIT_OPEN(false, false),
        /** As many calls as may run at a time were running. */
        TOO_MANY_CALLS(false, false),
        /** Something that is no part of a call, as in a converter or a plug-in of Hystrix's. */
        UNEXPECTED(true, false);

        private final boolean ofService;
        private final boolean ofInstance;

        Reason(boolean ofService, boolean ofInstance) {
            this.ofService = ofService;
            this.ofInstance = ofInstance;
        }

        /** Returns whether a call that was made failed by the service's fault: it counts for the circuit. */
        boolean isOfService() {
            return ofService;
        }

        /** Returns whether the instance did not get as far as an answer. */
        boolean isOfInstance() {
            return ofInstance;
        }
    }

    private final String service;
    private final String method;
    private final String instance;
    private final Duration took;
    private final Reason reason;
    private final transient @Nullable Response<?> response;

    private ServiceCallException(
            Exchange<?> exchange,
            Reason reason,
            String what,
            @Nullable Response<?> response,
            @Nullable Throwable cause) {
        super(message(exchange, what), cause);
        this.service = exchange.called().service();
        this.method = exchange.called().name();
        this.instance = exchange.tries().lastInstance();
        this.took = exchange.took();
        this.reason = reason;
        this.response = response;
    }

    static ServiceCallException of(Exchange<?> exchange, Reason reason, String what, @Nullable Throwable cause) {
        return new ServiceCallException(exchange, reason, what, null, cause);
    }

    static ServiceCallException answered(Exchange<?> exchange, Reason reason, String what, Response<?> response) {
        return new ServiceCallException(exchange, reason, what, response, null);
    }

    private static String message(Exchange<?> exchange, String what) {
        return exchange.called().in(exchange.request()) + " failed after "
                + exchange.took().toMillis() + " ms: " + what + ". " + exchange.tries();
    }

    public String service() {
        return service;
    }

    /** Returns {@code Interface.method}. */
    public String method() {
        return method;
    }

    /** Returns the id of the instance tried last, empty when none was. */
    public String instance() {
        return instance;
    }

    /** Returns the HTTP status of the answer, 0 when there was none. */
    public int status() {
        return response == null ? 0 : response.code();
    }

    /** Returns the time from the call to its failure, with all tries. */
    public Duration took() {
        return took;
    }

    public Reason reason() {
        return reason;
    }

    @Nullable Response<?> response() {
        return response;
    }
}
