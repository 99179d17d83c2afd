package io.slipway.registry.client;

import io.slipway.registry.client.ServiceCallException.Reason;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Ends a call no later than the request it is made for, and begins none where that is over. */
final class DeadlineLink implements StartingLink {

    private final StartingLink next;

    DeadlineLink(StartingLink next) {
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        ServiceCallException spent = heed(exchange);
        if (spent != null) {
            throw spent;
        }
        return next.call(exchange);
    }

    @Override
    public <R> void start(Exchange<R> exchange, Outcome<R> outcome) {
        ServiceCallException spent = heed(exchange);
        if (spent != null) {
            outcome.told(null, spent);
        } else {
            next.start(exchange, outcome);
        }
    }

    private static @Nullable ServiceCallException heed(Exchange<?> exchange) {
        Deadline deadline = Deadline.current().orElse(null);
        if (deadline == null) {
            return null;
        }
        exchange.endBy(deadline);
        return exchange.isSpent()
                ? ServiceCallException.of(
                        exchange, Reason.DEADLINE, "the deadline of the request it is made for has passed", null)
                : null;
    }
}
