package io.slipway.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommandMetrics;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixEventType;
import com.netflix.hystrix.HystrixThreadPoolMetrics;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells dashboards of Hystrix how commands and thread pools do, in the words of hystrix-metrics-event-stream 1.5.
 *
 * <p>A dashboard reads each as one server-sent event: {@code data: } and the text. Of the whole process; safe for use by several
 * threads.
 */
public final class HystrixStream {

    static {
        RxOffUnsafe.ensure();
    }

    private static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 99, 99.5, 100};
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Clock clock;

    public HystrixStream(Clock clock) {
        this.clock = clock;
    }

    /** Returns a JSON object for every command that ever ran, and for every pool that ran one. */
    public List<String> now() {
        return Stream.concat(
                        HystrixCommandMetrics.getInstances().stream().map(this::command),
                        HystrixThreadPoolMetrics.getInstances().stream().map(this::pool))
                .map(HystrixStream::text)
                .toList();
    }

    private Map<String, @Nullable Object> command(HystrixCommandMetrics metrics) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", "HystrixCommand");
        fields.put("name", metrics.getCommandKey().name());
        fields.put("group", metrics.getCommandGroup().name());
        fields.put("currentTime", clock.millis());
        health(metrics, fields);
        counts(metrics, fields);
        fields.put("currentConcurrentExecutionCount", metrics.getCurrentConcurrentExecutionCount());
        fields.put("rollingMaxConcurrentExecutionCount", metrics.getRollingMaxConcurrentExecutions());
        fields.put("latencyExecute_mean", metrics.getExecutionTimeMean());
        fields.put("latencyExecute", percentiles(metrics::getExecutionTimePercentile));
        fields.put("latencyTotal_mean", metrics.getTotalTimeMean());
        fields.put("latencyTotal", percentiles(metrics::getTotalTimePercentile));
        properties(metrics.getProperties(), fields);
        fields.put("reportingHosts", 1);
        fields.put("threadPool", metrics.getThreadPoolKey().name());
        return fields;
    }

    private static void health(HystrixCommandMetrics metrics, Map<String, @Nullable Object> fields) {
        HystrixCircuitBreaker breaker = HystrixCircuitBreaker.Factory.getInstance(metrics.getCommandKey());
        HystrixCommandMetrics.HealthCounts counts = metrics.getHealthCounts();
        fields.put("isCircuitBreakerOpen", breaker != null && breaker.isOpen());
        fields.put("errorPercentage", counts.getErrorPercentage());
        fields.put("errorCount", counts.getErrorCount());
        fields.put("requestCount", counts.getTotalRequests());
    }

    private static void counts(HystrixCommandMetrics metrics, Map<String, @Nullable Object> fields) {
        fields.put("rollingCountBadRequests", metrics.getRollingCount(HystrixEventType.BAD_REQUEST));
        fields.put("rollingCountCollapsedRequests", metrics.getRollingCount(HystrixEventType.COLLAPSED));
        fields.put("rollingCountEmit", metrics.getRollingCount(HystrixEventType.EMIT));
        fields.put("rollingCountExceptionsThrown", metrics.getRollingCount(HystrixEventType.EXCEPTION_THROWN));
        fields.put("rollingCountFailure", metrics.getRollingCount(HystrixEventType.FAILURE));
        fields.put("rollingCountFallbackEmit", metrics.getRollingCount(HystrixEventType.FALLBACK_EMIT));
        fields.put("rollingCountFallbackFailure", metrics.getRollingCount(HystrixEventType.FALLBACK_FAILURE));
        fields.put("rollingCountFallbackMissing", metrics.getRollingCount(HystrixEventType.FALLBACK_MISSING));
        fields.put("rollingCountFallbackRejection", metrics.getRollingCount(HystrixEventType.FALLBACK_REJECTION));
        fields.put("rollingCountFallbackSuccess", metrics.getRollingCount(HystrixEventType.FALLBACK_SUCCESS));
        fields.put("rollingCountResponsesFromCache", metrics.getRollingCount(HystrixEventType.RESPONSE_FROM_CACHE));
        fields.put("rollingCountSemaphoreRejected", metrics.getRollingCount(HystrixEventType.SEMAPHORE_REJECTED));
        fields.put("rollingCountShortCircuited", metrics.getRollingCount(HystrixEventType.SHORT_CIRCUITED));
        fields.put("rollingCountSuccess", metrics.getRollingCount(HystrixEventType.SUCCESS));
        fields.put("rollingCountThreadPoolRejected", metrics.getRollingCount(HystrixEventType.THREAD_POOL_REJECTED));
        fields.put("rollingCountTimeout", metrics.getRollingCount(HystrixEventType.TIMEOUT));
    }

    private static Map<String, Object> percentiles(DoubleFunction<Integer> at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (double percentile : PERCENTILES) {
            String name = Double.toString(percentile);
            fields.put(name.endsWith(".0") ? name.substring(0, name.length() - 2) : name, at.apply(percentile));
        }
        return fields;
    }

    private static void properties(HystrixCommandProperties in, Map<String, @Nullable Object> fields) {
        String prefix = "propertyValue_";
        Integer timeout = in.executionTimeoutInMilliseconds().get();
        fields.put(
                prefix + "circuitBreakerRequestVolumeThreshold",
                in.circuitBreakerRequestVolumeThreshold().get());
        fields.put(
                prefix + "circuitBreakerSleepWindowInMilliseconds",
                in.circuitBreakerSleepWindowInMilliseconds().get());
        fields.put(
                prefix + "circuitBreakerErrorThresholdPercentage",
                in.circuitBreakerErrorThresholdPercentage().get());
        fields.put(
                prefix + "circuitBreakerForceOpen", in.circuitBreakerForceOpen().get());
        fields.put(
                prefix + "circuitBreakerForceClosed",
                in.circuitBreakerForceClosed().get());
        fields.put(prefix + "circuitBreakerEnabled", in.circuitBreakerEnabled().get());
        fields.put(
                prefix + "executionIsolationStrategy",
                in.executionIsolationStrategy().get().name());
        fields.put(prefix + "executionIsolationThreadTimeoutInMilliseconds", timeout);
        fields.put(prefix + "executionTimeoutInMilliseconds", timeout);
        fields.put(
                prefix + "executionIsolationThreadInterruptOnTimeout",
                in.executionIsolationThreadInterruptOnTimeout().get());
        fields.put(
                prefix + "executionIsolationThreadPoolKeyOverride",
                in.executionIsolationThreadPoolKeyOverride().get());
        fields.put(
                prefix + "executionIsolationSemaphoreMaxConcurrentRequests",
                in.executionIsolationSemaphoreMaxConcurrentRequests().get());
        fields.put(
                prefix + "fallbackIsolationSemaphoreMaxConcurrentRequests",
                in.fallbackIsolationSemaphoreMaxConcurrentRequests().get());
        fields.put(
                prefix + "metricsRollingStatisticalWindowInMilliseconds",
                in.metricsRollingStatisticalWindowInMilliseconds().get());
        fields.put(prefix + "requestCacheEnabled", in.requestCacheEnabled().get());
        fields.put(prefix + "requestLogEnabled", in.requestLogEnabled().get());
    }

    private Map<String, @Nullable Object> pool(HystrixThreadPoolMetrics metrics) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", "HystrixThreadPool");
        fields.put("name", metrics.getThreadPoolKey().name());
        fields.put("currentTime", clock.millis());
        fields.put("currentActiveCount", metrics.getCurrentActiveCount());
        fields.put("currentCompletedTaskCount", metrics.getCurrentCompletedTaskCount());
        fields.put("currentCorePoolSize", metrics.getCurrentCorePoolSize());
        fields.put("currentLargestPoolSize", metrics.getCurrentLargestPoolSize());
        fields.put("currentMaximumPoolSize", metrics.getCurrentMaximumPoolSize());
        fields.put("currentPoolSize", metrics.getCurrentPoolSize());
        fields.put("currentQueueSize", metrics.getCurrentQueueSize());
        fields.put("currentTaskCount", metrics.getCurrentTaskCount());
        fields.put("rollingCountThreadsExecuted", metrics.getRollingCount(HystrixEventType.ThreadPool.EXECUTED));
        fields.put("rollingMaxActiveThreads", metrics.getRollingMaxActiveThreads());
        fields.put("rollingCountCommandRejections", metrics.getRollingCount(HystrixEventType.ThreadPool.REJECTED));
        fields.put(
                "propertyValue_queueSizeRejectionThreshold",
                metrics.getProperties().queueSizeRejectionThreshold().get());
        fields.put(
                "propertyValue_metricsRollingStatisticalWindowInMilliseconds",
                metrics.getProperties()
                        .metricsRollingStatisticalWindowInMilliseconds()
                        .get());
        fields.put("reportingHosts", 1);
        return fields;
    }

    private static String text(Map<String, @Nullable Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and names cannot be written.", e);
        }
    }
}
