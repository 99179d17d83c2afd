package io.slipway.registry.client;

import com.codahale.metrics.Meter;
import com.netflix.hystrix.strategy.properties.HystrixProperty;
import io.slipway.registry.client.ServiceCallException.Reason;
import java.util.Set;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * Tries a call once more where that cannot do what was asked twice.
 *
 * <p>Whatever was never sent may be sent to another instance. What broke off after it was sent is tried again only where the
 * HTTP method is idempotent (RFC 9110, 9.2.2) and the {@link RetryBudget} allows it. An answer is never asked for again.
 */
final class RetryLink implements Link {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final HystrixProperty<Integer> most;
    private final RetryBudget budget;
    private final Meter retries;
    private final Link next;

    /** @param most how often at most a call is tried again */
    RetryLink(HystrixProperty<Integer> most, RetryBudget budget, Meter retries, Link next) {
        this.most = most;
        this.budget = budget;
        this.retries = retries;
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Exchange<R> exchange) {
        budget.called();
        @Nullable ServiceCallException before = null;
        for (int left = most.get(); ; left--) {
            try {
                return next.call(exchange);
            } catch (ServiceCallException e) {
                if (before != null && e.reason() == Reason.NO_INSTANCE) {
                    throw before;
                }
                if (left <= 0 || !isSafe(exchange, e.reason())) {
                    throw e;
                }
                before = e;
            }
            exchange.again();
            retries.mark();
        }
    }

    private boolean isSafe(Exchange<?> exchange, Reason reason) {
        if (exchange.isCancelled() || exchange.isSpent()) {
            return false;
        }
        return reason == Reason.UNREACHABLE
                || (reason == Reason.BROKEN_OFF && isIdempotent(exchange.request()) && budget.take());
    }

    private static boolean isIdempotent(Request request) {
        RequestBody body = request.body();
        return IDEMPOTENT.contains(request.method()) && (body == null || !body.isOneShot());
    }
}
