package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Reads from a service's metrics how many Hystrix commands ran. */
final class HystrixCount {

    private static final String PREFIX = "hystrix.";
    private static final String SUCCESSES = ".countSuccess";

    private HystrixCount() {}

    /** Adds up the commands that went well, from {@code hystrix.<group>.<command>.countSuccess}. */
    static long successes(JsonNode metrics) {
        return metrics.path("gauges").properties().stream()
                .filter(gauge ->
                        gauge.getKey().startsWith(PREFIX) && gauge.getKey().endsWith(SUCCESSES))
                .map(Map.Entry::getValue)
                .mapToLong(gauge -> gauge.path("value").asLong())
                .sum();
    }
}
