package io.slipway.service.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Sampling;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a registry in Prometheus' text format, version 0.0.4; durations in seconds, percentiles of the last minute.
 *
 * <p>Small enough to be ours: the official bridge is of another version than the client that Spring manages, brings five
 * jars, and knows no labels. What is no number, such as the name of the JVM, is left out.
 */
final class PrometheusText {

    private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999, 1};
    private static final double NANOS = 1e9;

    private final Map<String, Family> families = new TreeMap<>();

    private PrometheusText() {}

    /** @param about labels of a series that is always 1, for joins: version, instance */
    static String of(MetricRegistry metrics, Series about) {
        PrometheusText text = new PrometheusText();
        text.family(about, "gauge", "Who this process is.").add("", about, 1);
        metrics.getMetrics().forEach(text::add);
        StringBuilder out = new StringBuilder();
        text.families.values().forEach(family -> family.writeTo(out));
        return out.toString();
    }

    private void add(String name, Metric metric) {
        Series series = SeriesNames.of(name);
        if (metric instanceof Timer timer) {
            addSummary(series.suffixed("_seconds"), name, timer, timer, NANOS);
        } else if (metric instanceof Histogram histogram) {
            addSummary(series, name, histogram, histogram, 1);
        } else if (metric instanceof Meter meter) {
            addOne(series.suffixed("_total"), "counter", name, (double) meter.getCount());
        } else if (metric instanceof Counter counter) {
            addOne(series, "gauge", name, (double) counter.getCount());
        } else if (metric instanceof Gauge<?> gauge) {
            number(gauge).ifPresent(value -> addOne(series, "gauge", name, value));
        }
    }

    private void addOne(Series series, String type, String name, double value) {
        family(series, type, help(name, series)).add("", series, value);
    }

    private void addSummary(Series series, String name, Sampling sampled, Counting counted, double unit) {
        Family family = family(series, "summary", help(name, series));
        Snapshot snapshot = sampled.getSnapshot();
        for (double quantile : QUANTILES) {
            // Prometheus' own clients say NaN where there is nothing to take a percentile of.
            double value = snapshot.size() == 0 ? Double.NaN : snapshot.getValue(quantile) / unit;
            family.add("", series.with("quantile", Family.number(quantile)), value);
        }
        family.add("_count", series, (double) counted.getCount());
        if (snapshot instanceof Distribution known) {
            family.add("_sum", series, known.total() / unit);
        }
    }

    /** A labelled family has many names in Dropwizard; one without labels has the one that helps to find it. */
    private static String help(String name, Series series) {
        return series.labels().isEmpty()
                ? "Dropwizard's " + name + "."
                : series.labels().stream()
                        .map(Series.Label::name)
                        .collect(Collectors.joining(" and ", "One for each ", "."));
    }

    /** Returns the family of that name, or one that is not written where the name is taken by another type. */
    private Family family(Series series, String type, String help) {
        Family family = families.computeIfAbsent(series.family(), name -> new Family(name, type, help));
        return family.type().equals(type) ? family : new Family(series.family(), type, help);
    }

    private static OptionalDouble number(Gauge<?> gauge) {
        Object value;
        try {
            value = gauge.getValue();
        } catch (RuntimeException e) { // Wide because gauges are other people's code: one must not cost all the others.
            return OptionalDouble.empty();
        }
        if (value instanceof Boolean bool) {
            return OptionalDouble.of(bool ? 1 : 0);
        }
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
