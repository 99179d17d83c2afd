package io.slipway.registry.discovery;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Shows the same gauges in any number of metric registries until it is closed. */
final class Gauges implements AutoCloseable {

    private final List<MetricRegistry> registries = new ArrayList<>();
    private final Map<String, Gauge<?>> gauges = new LinkedHashMap<>();

    synchronized void add(String name, Supplier<? extends Number> value) {
        Gauge<?> gauge = value::get;
        gauges.put(name, gauge);
        registries.forEach(registry -> show(registry, name, gauge));
    }

    synchronized void showIn(MetricRegistry registry) {
        registries.add(registry);
        gauges.forEach((name, gauge) -> show(registry, name, gauge));
    }

    @Override
    public synchronized void close() {
        registries.forEach(registry -> registry.removeMatching((name, metric) -> gauges.get(name) == metric));
        registries.clear();
    }

    /** Leaves alone what has the name already: it may be another discovery's. */
    private static void show(MetricRegistry registry, String name, Gauge<?> gauge) {
        var unused = registry.gauge(name, () -> gauge);
    }
}
