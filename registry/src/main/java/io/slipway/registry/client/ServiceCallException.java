package io.slipway.registry.client;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Says which call failed, why, which instances were tried, and what became of each. */
public final class ServiceCallException extends RuntimeException {

    /** Tells the circuit and the fallback what to make of a failure. */
    enum Kind {
        FAILED,
        TIMED_OUT,
        NOT_TRIED,
        CALLERS_FAULT
    }

    private final String service;
    private final String method;
    private final String instance;
    private final Kind kind;
    private final transient @Nullable Response<?> response;

    private ServiceCallException(
            CalledMethod called,
            Request request,
            Kind kind,
            String what,
            @Nullable Response<?> response,
            @Nullable Throwable cause) {
        super(called.in(request) + " failed: " + what + ". " + Attempts.of(request), cause);
        this.service = called.service();
        this.method = called.name();
        this.instance = Attempts.of(request).lastInstance();
        this.kind = kind;
        this.response = response;
    }

    static ServiceCallException of(
            CalledMethod called, Request request, Kind kind, String what, @Nullable Throwable cause) {
        return new ServiceCallException(called, request, kind, what, null, cause);
    }

    static ServiceCallException answered(
            CalledMethod called, Request request, Kind kind, String what, Response<?> response) {
        return new ServiceCallException(called, request, kind, what, response, null);
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

    Kind kind() {
        return kind;
    }

    @Nullable Response<?> response() {
        return response;
    }
}
