package io.slipway.service.logging;

import io.slipway.registry.client.RequestContext;
import org.springframework.core.task.TaskDecorator;

/** Lets what a request hands to another thread of Spring's, virtual or not, log and call on its behalf. */
final class CarryArrival implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        return RequestContext.capture().around(task);
    }
}
