package io.slipway.service.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what one route answered, or one client's method asked, for a person: the last minute, but for the counts.
 *
 * @param what {@code GET /orders/{id}} or {@code inventory InventoryApi.find}
 * @param perSecond the average of the last minute
 * @param count since the start, as {@code failed}
 * @param aside what went another way: requests refused with 4xx, calls that a fallback answered
 * @param inFlight what is being answered now; clients do not say
 */
public record Activity(
        String what,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long count,
        long failed,
        long aside,
        long inFlight) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Returns what the service answered, the busiest first. */
    public static List<Activity> served(MetricRegistry metrics) {
        return of(metrics, "http_server_requests", ".refused");
    }

    /** Returns what the service asked of others, the busiest first. */
    public static List<Activity> called(MetricRegistry metrics) {
        return of(metrics, "client_requests", ".fallbacks");
    }

    private static List<Activity> of(MetricRegistry metrics, String family, String aside) {
        Map<String, Metric> all = metrics.getMetrics();
        return metrics.getTimers().entrySet().stream()
                .filter(timer -> SeriesNames.of(timer.getKey()).family().equals(family))
                .map(timer -> of(timer.getKey(), timer.getValue(), all, aside))
                .sorted(Comparator.comparingLong(Activity::count).reversed().thenComparing(Activity::what))
                .toList();
    }

    private static Activity of(String name, Timer timer, Map<String, Metric> all, String aside) {
        Snapshot minute = timer.getSnapshot();
        return new Activity(
                SeriesNames.of(name).labels().stream().map(Series.Label::value).collect(Collectors.joining(" ")),
                timer.getOneMinuteRate(),
                minute.getMedian() / NANOS_PER_MILLI,
                minute.get99thPercentile() / NANOS_PER_MILLI,
                minute.getMax() / NANOS_PER_MILLI,
                timer.getCount(),
                counted(all.get(name + ".errors")),
                counted(all.get(name + aside)),
                counted(all.get(name + ".inFlight")));
    }

    private static long counted(@Nullable Metric metric) {
        return metric instanceof Counting counting ? counting.getCount() : 0;
    }
}
