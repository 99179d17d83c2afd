package io.slipway.registry.client;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.concurrent.TimeUnit;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Measures the calls that were made: {@code client.<service>.<Interface.method>} is their timer, with {@code .failures}
 * behind it the meter of those that failed by the service's fault.
 */
final class TimedCaller implements Caller {

    private final Timer timer;
    private final Meter failures;
    private final Caller next;

    TimedCaller(MetricRegistry metrics, CalledMethod called, Caller next) {
        String name = MetricRegistry.name("client", called.service(), called.name());
        this.timer = metrics.timer(name);
        this.failures = metrics.meter(name + ".failures");
        this.next = next;
    }

    @Override
    public <R> Response<R> call(Call<R> call) {
        long begun = System.nanoTime();
        try {
            return next.call(call);
        } catch (ServiceCallException e) {
            if (e.kind() != ServiceCallException.Kind.CALLERS_FAULT) {
                failures.mark();
            }
            throw e;
        } finally {
            timer.update(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }
}
