package io.slipway.launcher.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * Counts what came of requests.
 *
 * @param lost how many did not get what they asked for, by kind
 * @param late how late 99 of 100 requests were sent, at most: the generator's own part
 * @param p50 half of the answers took no longer, from their planned start; likewise {@code p99}
 */
public record Figures(int requests, Map<String, Long> lost, Duration late, Duration p50, Duration p99) {

    public Figures {
        lost = Map.copyOf(lost);
    }

    public static Figures of(List<Attempt> attempts) {
        Histogram late = histogram(attempts.stream().mapToLong(attempt -> attempt.sent() - attempt.planned()));
        Histogram latencies = histogram(attempts.stream()
                .filter(attempt -> attempt.outcome().isGood())
                .mapToLong(attempt -> attempt.ended() - attempt.planned()));
        Map<String, Long> lost = attempts.stream()
                .map(Attempt::outcome)
                .filter(outcome -> !outcome.isGood())
                .collect(Collectors.groupingBy(Outcome::kind, Collectors.counting()));
        return new Figures(attempts.size(), lost, at(late, 99), at(latencies, 50), at(latencies, 99));
    }

    public long lostCount() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code 603 requests, 0 lost, p50 3 ms, p99 12 ms}, with the kinds where some were lost. */
    public String inWords() {
        return requests + " requests, " + lostCount() + " lost" + kinds() + ", p50 " + millis(p50) + ", p99 "
                + millis(p99);
    }

    private String kinds() {
        return lost.isEmpty()
                ? ""
                : new TreeMap<>(lost)
                        .entrySet().stream()
                                .map(kind -> kind.getValue() + "× " + kind.getKey())
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Histogram histogram(LongStream nanos) {
        Histogram histogram = new Histogram(3);
        nanos.map(each -> each / 1000).forEach(histogram::recordValue);
        return histogram;
    }

    private static Duration at(Histogram latencies, double percentile) {
        return Duration.ofNanos(latencies.getValueAtPercentile(percentile) * 1000);
    }

    private static String millis(Duration duration) {
        return Math.max(1, Math.round(duration.toNanos() / 1e6)) + " ms";
    }
}
