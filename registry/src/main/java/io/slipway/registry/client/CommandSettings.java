package io.slipway.registry.client;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import java.time.Duration;

/** Sets every command alike. */
record CommandSettings(Duration timeout, int concurrency) {

    CommandSettings {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("The timeout of a call is " + timeout + ", expected 1 ms to 1 h.");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("The concurrency is " + concurrency + ", expected at least 1.");
        }
    }

    HystrixCommand.Setter of(CalledMethod called) {
        return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey(called.service()))
                .andCommandKey(HystrixCommandKey.Factory.asKey(called.name()))
                .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                        // A pool of threads would cost 50 µs a call and a third of the throughput.
                        .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
                        .withExecutionIsolationSemaphoreMaxConcurrentRequests(concurrency)
                        // As many, lest the fallback fail just when everything falls back.
                        .withFallbackIsolationSemaphoreMaxConcurrentRequests(concurrency)
                        .withExecutionTimeoutInMilliseconds((int) timeout.toMillis())
                        // OkHttp keeps the time: Hystrix could not end a call that runs on its caller's thread.
                        .withExecutionTimeoutEnabled(false)
                        .withRequestCacheEnabled(false)
                        .withRequestLogEnabled(false));
    }
}
