package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.read;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.metrics.PrometheusText;
import java.util.List;
import java.util.TreeMap;

/** Tells what is measured of the edge itself: as JSON, and as Prometheus reads it. */
final class MetricsApi {

    private static final double MILLIS = 1e6;

    private final MetricRegistry registry;

    MetricsApi(MetricRegistry registry) {
        this.registry = registry;
    }

    List<Endpoint> endpoints() {
        return List.of(
                read("/v1/metrics", context -> JsonBody.write(context, json())),
                read("/metrics", context -> context.contentType(PrometheusText.CONTENT_TYPE)
                        .result(PrometheusText.of(registry))));
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(registry.getMetrics()).forEach((name, metric) -> put(json, name, metric));
        return json;
    }

    private static void put(ObjectNode json, String name, Metric metric) {
        if (metric instanceof Timer timer) {
            Snapshot snapshot = timer.getSnapshot();
            json.putObject(name)
                    .put("count", timer.getCount())
                    .put("p50Millis", snapshot.getMedian() / MILLIS)
                    .put("p95Millis", snapshot.get95thPercentile() / MILLIS)
                    .put("p99Millis", snapshot.get99thPercentile() / MILLIS)
                    .put("maxMillis", snapshot.getMax() / MILLIS);
        } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            json.put(name, number.doubleValue());
        }
    }
}
