package io.slipway.registry.client;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.strategy.properties.HystrixPropertiesChainedProperty;
import com.netflix.hystrix.strategy.properties.HystrixProperty;
import io.slipway.registry.discovery.Discovery;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import retrofit2.Call;
import retrofit2.Response;

/** Takes the calls of one method through everything that is done around them. */
final class CallChain {

    private final CalledMethod called;
    private final LongSupplier nanoTime;
    private final StartingLink first;

    private CallChain(CalledMethod called, LongSupplier nanoTime, StartingLink first) {
        this.called = called;
        this.nanoTime = nanoTime;
        this.first = first;
    }

    /** Puts the links together, outermost last. */
    static CallChain of(
            ClientInterface<?> client, Method method, CommandDefaults defaults, RetryBudget budget, Parts with) {
        CalledMethod called = CalledMethod.of(client.service(), client.api(), method);
        String name = MetricRegistry.name("client", called.service(), called.name());
        MetricRegistry metrics = with.metrics();

        Link http = new HttpLink();
        Link measured = new MetricsLink(metrics.timer(name), metrics.meter(name + ".errors"), http);
        Link traced = new TraceLink(ThreadLocalRandom::current, measured);
        Link picked = new PickLink(called.service(), with.discovery(), traced);
        Link retried = new RetryLink(retries(called, defaults), budget, metrics.meter(name + ".retries"), picked);
        StartingLink guarded = new CommandLink(
                called,
                defaults.setter(),
                new Fallback(client.fallback()),
                metrics.meter(name + ".fallbacks"),
                with.executor(),
                retried);
        return new CallChain(called, with.nanoTime(), new DeadlineLink(guarded));
    }

    /** Holds what the chains of all methods share. */
    record Parts(Discovery discovery, MetricRegistry metrics, Executor executor, LongSupplier nanoTime) {}

    <R> Exchange<R> exchange(Call<R> call) {
        return new Exchange<>(called, call, nanoTime);
    }

    /** @throws ServiceCallException for anything but a success */
    <R> Response<R> call(Exchange<R> exchange) {
        return first.call(exchange);
    }

    <R> void start(Exchange<R> exchange, StartingLink.Outcome<R> outcome) {
        first.start(exchange, outcome);
    }

    /** Returns {@code Interface.method}. */
    @Override
    public String toString() {
        return called.name();
    }

    private static HystrixProperty<Integer> retries(CalledMethod called, CommandDefaults defaults) {
        return HystrixPropertiesChainedProperty.forInteger()
                .add(
                        KnownProperty.ofCommand(called.name(), KnownProperty.RETRIES),
                        defaults.number(KnownProperty.RETRIES))
                .build();
    }
}
