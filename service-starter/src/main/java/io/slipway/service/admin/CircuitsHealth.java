package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the circuit of every client method that was called, open or closed, as Hystrix's gauges say.
 *
 * <p>It is never DOWN: an open circuit is the protection at work.
 */
final class CircuitsHealth implements HealthIndicator {

    private static final Pattern GAUGE = Pattern.compile("hystrix\\.(.+)\\.isCircuitBreakerOpen");

    private final MetricRegistry metrics;

    CircuitsHealth(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        Map<String, String> circuits = new TreeMap<>();
        metrics.getGauges().forEach((name, gauge) -> {
            Matcher command = GAUGE.matcher(name);
            if (command.matches()) {
                circuits.put(command.group(1), Boolean.TRUE.equals(gauge.getValue()) ? "open" : "closed");
            }
        });
        return (circuits.containsValue("open") ? Health.unknown() : Health.up())
                .withDetails(circuits)
                .build();
    }
}
