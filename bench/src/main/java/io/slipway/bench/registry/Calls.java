package io.slipway.bench.registry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.slipway.bench.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.slf4j.LoggerFactory;

/**
 * Compares what one call over a kept-alive connection on this machine takes, from bare libraries to the whole chain, and
 * Spring Cloud beside it. Takes the number of rounds, and of calls that each way makes in each.
 */
public final class Calls {

    private static final int WARM_UP = 3;

    private Calls() {}

    /** Holds what one way took in all rounds. */
    private record Series(CallWay way, List<Histogram> rounds) {

        /** Returns the median of all rounds, in µs. */
        double at(double percentile) {
            double[] sorted = rounds.stream()
                    .mapToDouble(round -> round.getValueAtPercentile(percentile) / 1000.0)
                    .sorted()
                    .toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (CallBench bench = CallBench.start()) {
            List<Series> all = Arrays.stream(CallWay.values())
                    .map(way -> new Series(way, new ArrayList<>()))
                    .toList();
            for (int round = -WARM_UP; round < rounds; round++) {
                // Another one first each time, so that no way has the quiet moments.
                List<Series> turns = new ArrayList<>(all);
                Collections.rotate(turns, round);
                for (Series series : turns) {
                    Histogram measured = measure(bench, series.way(), round < 0 ? 2 * calls : calls);
                    if (round >= 0) {
                        series.rounds().add(measured);
                    }
                }
            }
            report(all);
        }
    }

    private static Histogram measure(CallBench bench, CallWay way, int calls) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < calls; i++) {
            long begun = System.nanoTime();
            bench.call(way, i);
            histogram.recordValue(System.nanoTime() - begun);
        }
        return histogram;
    }

    private static void report(List<Series> all) {
        for (Series series : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-58s p50 %7.1f us   p99 %8.1f us%n",
                    series.way().description(),
                    series.at(50),
                    series.at(99));
        }
        Series chain = of(CallWay.CHAIN, all);
        Series retrofit = of(CallWay.RETROFIT, all);
        Series spring = of(CallWay.SPRING_CLOUD, all);
        compare("whole chain : bare Retrofit", chain, retrofit, 1.25);
        compare("whole chain : Spring Cloud LoadBalancer + RestClient", chain, spring, 0.5);
    }

    private static Series of(CallWay way, List<Series> all) {
        return all.stream().filter(series -> series.way() == way).findFirst().orElseThrow();
    }

    private static void compare(String what, Series ours, Series peer, double aim) {
        row(what + ", p50", ours, peer, series -> series.at(50), aim);
        row(what + ", p99", ours, peer, series -> series.at(99), aim);
    }

    private static void row(String what, Series ours, Series peer, ToDoubleFunction<Series> figure, double aim) {
        new Row(what, figure.applyAsDouble(ours), figure.applyAsDouble(peer), "us", aim).print(System.out);
    }
}
