package io.slipway.registry.client;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes what a thread carries for the request it serves to another thread: trace, deadline and the log lines' MDC.
 *
 * <pre>{@code
 * executor.execute(RequestContext.capture().around(() -> inventory.find("42")));
 * }</pre>
 */
public final class RequestContext {

    private final @Nullable Map<String, String> mdc;
    private final Optional<TraceContext> trace;
    private final Optional<Deadline> deadline;

    private RequestContext(
            @Nullable Map<String, String> mdc, Optional<TraceContext> trace, Optional<Deadline> deadline) {
        this.mdc = mdc;
        this.trace = trace;
        this.deadline = deadline;
    }

    public static RequestContext capture() {
        return new RequestContext(MDC.getCopyOfContextMap(), TraceContext.current(), Deadline.current());
    }

    /** Lets this thread carry it until the scope is closed. */
    public Scope enter() {
        Map<String, String> before = MDC.getCopyOfContextMap();
        set(mdc);
        Scope ofTrace = trace.map(TraceContext::makeCurrent).orElse(() -> {});
        Scope ofDeadline = deadline.map(Deadline::makeCurrent).orElse(() -> {});
        return () -> {
            ofDeadline.close();
            ofTrace.close();
            set(before);
        };
    }

    /** Returns the task as one that is run on behalf of the request. */
    public Runnable around(Runnable task) {
        return () -> {
            Scope scope = enter();
            try {
                task.run();
            } finally {
                scope.close();
            }
        };
    }

    private static void set(@Nullable Map<String, String> mdc) {
        if (mdc == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(mdc);
        }
    }
}
