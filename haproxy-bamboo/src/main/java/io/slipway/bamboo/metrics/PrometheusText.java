package io.slipway.bamboo.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@link EdgeMetrics} in Prometheus' text format, version 0.0.4; durations in seconds. */
public final class PrometheusText {

    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 1};

    private final Map<String, StringBuilder> families = new TreeMap<>();

    private PrometheusText() {}

    public static String of(MetricRegistry registry) {
        PrometheusText text = new PrometheusText();
        new TreeMap<>(registry.getMetrics()).forEach(text::add);
        return String.join("", text.families.values());
    }

    private void add(String name, Metric metric) {
        String[] parts = name.split(";", -1);
        String[] labels = Arrays.stream(parts)
                .skip(1)
                .map(label -> label.replaceFirst("=(.*)", "=\"$1\""))
                .toArray(String[]::new);
        if (metric instanceof Timer timer) {
            summary("slipway_edge_" + parts[0] + "_seconds", labels, timer);
        } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            sample(
                    family("slipway_edge_" + parts[0], "gauge"),
                    "slipway_edge_" + parts[0],
                    labels,
                    number.doubleValue());
        }
    }

    private void summary(String name, String[] labels, Timer timer) {
        StringBuilder family = family(name, "summary");
        Snapshot snapshot = timer.getSnapshot();
        for (double quantile : QUANTILES) {
            String[] all = Stream.concat(Stream.of(labels), Stream.of("quantile=\"" + number(quantile) + "\""))
                    .toArray(String[]::new);
            sample(family, name, all, snapshot.getValue(quantile) / 1e9);
        }
        sample(family, name + "_count", labels, (double) timer.getCount());
    }

    private StringBuilder family(String name, String type) {
        return families.computeIfAbsent(name, unused -> new StringBuilder("# TYPE " + name + " " + type + "\n"));
    }

    private static void sample(StringBuilder family, String name, String[] labels, double value) {
        String all = labels.length == 0 ? "" : Stream.of(labels).collect(Collectors.joining(",", "{", "}"));
        family.append(name).append(all).append(' ').append(number(value)).append('\n');
    }

    /** Writes whole numbers without a point, as one reads them. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
