package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.hystrix.Hystrix;
import io.slipway.registry.client.CallOptions.Isolation;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;

class HystrixStreamTest extends ClientTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ServiceClient("inventory")
    interface Streamed {
        @GET("a")
        String here();

        @GET("b")
        @CallOptions(isolation = Isolation.THREAD)
        String pooled();
    }

    private final HystrixStream stream = new HystrixStream(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void endThePools() {
        Hystrix.reset(20, TimeUnit.SECONDS);
    }

    private JsonNode event(String type, String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String text : stream.now()) {
            JsonNode event = json.readTree(text);
            if (event.get("type").asText().equals(type)
                    && event.get("name").asText().equals(name)) {
                return event;
            }
        }
        return json.missingNode();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void nothingIsToldBeforeACommandRuns() {
        assertThat(stream.now()).isEmpty();
    }

    @Test
    void aCommandIsToldInTheWordsOfTheDashboard() throws IOException {
        one.register(registry);
        one.answer(ok("\"here\""));
        one.answer(ok("\"here\""));
        Streamed streamed = clients.create(Streamed.class);
        streamed.here();
        // Hystrix counts from the first look on.
        assertThat(stream.now()).hasSize(1);
        streamed.here();
        await().untilAsserted(() -> assertThat(event("HystrixCommand", "Streamed.here")
                        .path("rollingCountSuccess")
                        .asInt())
                .isEqualTo(1));

        JsonNode event = event("HystrixCommand", "Streamed.here");
        assertThat(event.get("group").asText()).isEqualTo("inventory");
        assertThat(event.get("currentTime").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.get("isCircuitBreakerOpen").asBoolean()).isFalse();
        assertThat(event.get("propertyValue_executionTimeoutInMilliseconds").asInt())
                .isEqualTo(5000);
        assertThat(event.get("propertyValue_executionIsolationStrategy").asText())
                .isEqualTo("SEMAPHORE");
        assertThat(names(event.get("latencyTotal")))
                .containsExactly("0", "25", "50", "75", "90", "95", "99", "99.5", "100");
        assertThat(names(event.get("latencyExecute"))).isEqualTo(names(event.get("latencyTotal")));
        assertThat(names(event))
                .containsExactly(
                        "type",
                        "name",
                        "group",
                        "currentTime",
                        "isCircuitBreakerOpen",
                        "errorPercentage",
                        "errorCount",
                        "requestCount",
                        "rollingCountBadRequests",
                        "rollingCountCollapsedRequests",
                        "rollingCountEmit",
                        "rollingCountExceptionsThrown",
                        "rollingCountFailure",
                        "rollingCountFallbackEmit",
                        "rollingCountFallbackFailure",
                        "rollingCountFallbackMissing",
                        "rollingCountFallbackRejection",
                        "rollingCountFallbackSuccess",
                        "rollingCountResponsesFromCache",
                        "rollingCountSemaphoreRejected",
                        "rollingCountShortCircuited",
                        "rollingCountSuccess",
                        "rollingCountThreadPoolRejected",
                        "rollingCountTimeout",
                        "currentConcurrentExecutionCount",
                        "rollingMaxConcurrentExecutionCount",
                        "latencyExecute_mean",
                        "latencyExecute",
                        "latencyTotal_mean",
                        "latencyTotal",
                        "propertyValue_circuitBreakerRequestVolumeThreshold",
                        "propertyValue_circuitBreakerSleepWindowInMilliseconds",
                        "propertyValue_circuitBreakerErrorThresholdPercentage",
                        "propertyValue_circuitBreakerForceOpen",
                        "propertyValue_circuitBreakerForceClosed",
                        "propertyValue_circuitBreakerEnabled",
                        "propertyValue_executionIsolationStrategy",
                        "propertyValue_executionIsolationThreadTimeoutInMilliseconds",
                        "propertyValue_executionTimeoutInMilliseconds",
                        "propertyValue_executionIsolationThreadInterruptOnTimeout",
                        "propertyValue_executionIsolationThreadPoolKeyOverride",
                        "propertyValue_executionIsolationSemaphoreMaxConcurrentRequests",
                        "propertyValue_fallbackIsolationSemaphoreMaxConcurrentRequests",
                        "propertyValue_metricsRollingStatisticalWindowInMilliseconds",
                        "propertyValue_requestCacheEnabled",
                        "propertyValue_requestLogEnabled",
                        "reportingHosts",
                        "threadPool");
    }

    @Test
    void aPoolIsToldInTheWordsOfTheDashboard() throws IOException {
        one.register(registry);
        one.answer(ok("\"there\""));
        one.answer(ok("\"there\""));
        Streamed streamed = clients.create(Streamed.class);
        streamed.pooled();
        await().until(() -> !event("HystrixThreadPool", "inventory").isMissingNode());
        streamed.pooled();
        await().untilAsserted(() -> assertThat(event("HystrixThreadPool", "inventory")
                        .path("rollingCountThreadsExecuted")
                        .asInt())
                .isEqualTo(1));

        assertThat(names(event("HystrixThreadPool", "inventory")))
                .containsExactly(
                        "type",
                        "name",
                        "currentTime",
                        "currentActiveCount",
                        "currentCompletedTaskCount",
                        "currentCorePoolSize",
                        "currentLargestPoolSize",
                        "currentMaximumPoolSize",
                        "currentPoolSize",
                        "currentQueueSize",
                        "currentTaskCount",
                        "rollingCountThreadsExecuted",
                        "rollingMaxActiveThreads",
                        "rollingCountCommandRejections",
                        "propertyValue_queueSizeRejectionThreshold",
                        "propertyValue_metricsRollingStatisticalWindowInMilliseconds",
                        "reportingHosts");
    }
}
