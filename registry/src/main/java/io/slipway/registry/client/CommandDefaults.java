package io.slipway.registry.client;

import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import io.slipway.registry.client.CallOptions.Isolation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what holds for a command, or a pool, where nobody says anything else of it by name.
 *
 * @param own what its annotations say, by Hystrix's names: wins over what is said for all keys
 * @param general what holds for all clients: what is said for all keys wins over it
 */
record CommandDefaults(Map<String, String> own, Map<String, String> general) {

    CommandDefaults {
        own = Map.copyOf(own);
        general = Map.copyOf(general);
    }

    /** Returns what holds for the commands of all clients that are made with the same timeout, concurrency and retries. */
    static Map<String, String> ofAll(Duration timeout, int concurrency, int retries) {
        Map<String, String> general = new LinkedHashMap<>();
        // A pool of threads would cost 50 µs a call and a third of the throughput.
        general.put(KnownProperty.STRATEGY, "SEMAPHORE");
        general.put(KnownProperty.CONCURRENCY, Integer.toString(concurrency));
        // As many, lest the fallback fail just when everything falls back.
        general.put(KnownProperty.FALLBACK_CONCURRENCY, Integer.toString(concurrency));
        general.put(KnownProperty.TIMEOUT, Long.toString(timeout.toMillis()));
        // OkHttp keeps the time: Hystrix could not end a call that runs on its caller's thread.
        general.put(KnownProperty.TIMEOUT_ENABLED, "false");
        general.put(KnownProperty.REQUEST_CACHE, "false");
        general.put(KnownProperty.REQUEST_LOG, "false");
        general.put(KnownProperty.RETRIES, Integer.toString(retries));
        general.forEach((name, text) -> KnownProperty.in(KnownProperty.ofCommand("any", name))
                .orElseThrow()
                .check(text));
        return general;
    }

    static CommandDefaults ofMethod(Class<?> api, Method method, Map<String, String> general) {
        Map<String, String> own = new HashMap<>(annotated(api.getAnnotation(CallOptions.class)));
        own.putAll(annotated(method.getAnnotation(CallOptions.class)));
        return new CommandDefaults(own, general);
    }

    /** Returns the same for Hystrix itself, where somebody gave it other dynamic properties than ours. */
    HystrixCommandProperties.Setter setter() {
        return HystrixCommandProperties.Setter()
                .withExecutionIsolationStrategy(ExecutionIsolationStrategy.valueOf(text(KnownProperty.STRATEGY)))
                .withExecutionIsolationSemaphoreMaxConcurrentRequests(number(KnownProperty.CONCURRENCY))
                .withFallbackIsolationSemaphoreMaxConcurrentRequests(number(KnownProperty.FALLBACK_CONCURRENCY))
                .withExecutionTimeoutInMilliseconds(number(KnownProperty.TIMEOUT))
                .withExecutionTimeoutEnabled(Boolean.parseBoolean(text(KnownProperty.TIMEOUT_ENABLED)))
                .withRequestCacheEnabled(false)
                .withRequestLogEnabled(false);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    private String text(String name) {
        String text = own.getOrDefault(name, general.get(name));
        if (text == null) {
            throw new IllegalStateException("Nothing says what " + name + " is.");
        }
        return text;
    }

    static CommandDefaults ofPool(Class<?> api) {
        CallOptions options = api.getAnnotation(CallOptions.class);
        return new CommandDefaults(
                options == null || options.concurrency() < 1
                        ? Map.of()
                        : Map.of(KnownProperty.CORE_SIZE, Integer.toString(options.concurrency())),
                Map.of());
    }

    /** Returns what an annotation says, by Hystrix's names. */
    static Map<String, String> annotated(@Nullable CallOptions options) {
        Map<String, String> own = new TreeMap<>();
        if (options == null) {
            return own;
        }
        if (options.timeoutMillis() != 0) {
            own.put(KnownProperty.TIMEOUT, Integer.toString(options.timeoutMillis()));
        }
        if (options.concurrency() != 0) {
            own.put(KnownProperty.CONCURRENCY, Integer.toString(options.concurrency()));
            own.put(KnownProperty.FALLBACK_CONCURRENCY, Integer.toString(options.concurrency()));
        }
        if (options.isolation() != Isolation.AS_ALL) {
            own.put(KnownProperty.STRATEGY, options.isolation().name());
            // On another thread a timer can free the caller.
            own.put(KnownProperty.TIMEOUT_ENABLED, Boolean.toString(options.isolation() == Isolation.THREAD));
        }
        if (options.retries() != -1) {
            own.put(KnownProperty.RETRIES, Integer.toString(options.retries()));
        }
        return own;
    }
}
