package io.slipway.service.logging;

import io.slipway.registry.client.Deadline;
import io.slipway.registry.client.Scope;
import io.slipway.registry.client.TraceContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;

/** Lets what a request hands to another thread of Spring's, virtual or not, log and call on its behalf. */
final class CarryArrival implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        Map<String, String> mdc = MDC.getCopyOfContextMap();
        Optional<TraceContext> trace = TraceContext.current();
        Optional<Deadline> deadline = Deadline.current();
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(mdc);
            Scope ofTrace = trace.map(TraceContext::makeCurrent).orElse(() -> {});
            Scope ofDeadline = deadline.map(Deadline::makeCurrent).orElse(() -> {});
            try {
                task.run();
            } finally {
                ofDeadline.close();
                ofTrace.close();
                set(before);
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
