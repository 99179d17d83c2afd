package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows how many instances are known of each service that this one calls, and how old that knowledge is, as its gauges say.
 *
 * <p>It is never DOWN: without a callee a service may have a fallback, and taking it out would help nobody.
 */
final class DiscoveryHealth implements HealthIndicator {

    private static final Pattern GAUGE = Pattern.compile("discovery\\.(.+)\\.(age|instances|ejected)");
    // A registry in which nothing happens answers within a minute.
    private static final double OLD_SECONDS = 120;

    private final MetricRegistry metrics;

    DiscoveryHealth(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        Map<String, Map<String, Number>> services = services();
        boolean well = services.values().stream().allMatch(DiscoveryHealth::isWell);
        return (well ? Health.up() : Health.unknown()).withDetails(services).build();
    }

    private Map<String, Map<String, Number>> services() {
        Map<String, Map<String, Number>> services = new TreeMap<>();
        metrics.getGauges().forEach((key, gauge) -> {
            Matcher name = GAUGE.matcher(key);
            if (name.matches() && gauge.getValue() instanceof Number value) {
                services.computeIfAbsent(name.group(1), service -> new TreeMap<>())
                        .put(name.group(2), value);
            }
        });
        return services;
    }

    private static boolean isWell(Map<String, Number> service) {
        return service.getOrDefault("instances", 0).intValue() > 0
                && service.getOrDefault("age", 0).doubleValue() < OLD_SECONDS;
    }
}
