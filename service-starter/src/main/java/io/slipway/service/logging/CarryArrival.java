package io.slipway.service.logging;

import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;

/** Lets what a request hands to another thread of Spring's log under the request's id. */
final class CarryRequestId implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        String id = MDC.get(RequestIds.MDC_KEY);
        if (id == null) {
            return task;
        }
        return () -> {
            MDC.put(RequestIds.MDC_KEY, id);
            try {
                task.run();
            } finally {
                MDC.remove(RequestIds.MDC_KEY);
            }
        };
    }
}
