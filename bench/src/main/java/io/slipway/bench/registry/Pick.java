package io.slipway.bench.registry;

import io.slipway.bench.Row;
import io.slipway.registry.discovery.Balance;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Compares what it costs to pick an instance: the whole lease of ours, beside peers that do no more than pick. */
public final class Pick {

    private static final double MOST_NANOS = 1_000;
    // Flat: what a hundred times as many instances may cost, caches and all.
    private static final double FLAT = 1.5;

    private Pick() {}

    /** Holds one result: nanoseconds, and bytes allocated. */
    private record Cost(double nanos, double bytes) {}

    public static void main(String[] arguments) throws RunnerException {
        Map<String, Cost> alone = run(1);
        for (String count : new String[] {"10", "100", "1000"}) {
            Cost spring = cost(alone, "springCloud", "", count);
            for (Balance balance : Balance.values()) {
                String what = "lease of " + count + ", " + balance;
                Cost ours = cost(alone, "ours", balance.name(), count);
                new Row(what + " : limit", ours.nanos(), MOST_NANOS, "ns", 1).print(System.out);
                beside("Spring Cloud's round robin picks in", ours, spring);
                beside("an array and a counter pick in", ours, cost(alone, "bare", "", count));
            }
        }
        for (Balance balance : Balance.values()) {
            double of10 = cost(alone, "ours", balance.name(), "10").nanos();
            double of1000 = cost(alone, "ours", balance.name(), "1000").nanos();
            new Row("lease of 1000 : of 10, " + balance, of1000, of10, "ns", FLAT).print(System.out);
        }
        Map<String, Cost> together = run(2);
        Cost ours = cost(together, "ours", "POWER_OF_TWO", "100");
        new Row("lease of 100 by two threads, POWER_OF_TWO : limit", ours.nanos(), MOST_NANOS, "ns", 1)
                .print(System.out);
        beside("Spring Cloud's round robin picks in", ours, cost(together, "springCloud", "", "100"));
    }

    /** Prints what a peer costs; it keeps no account of the call, so nothing was promised of the ratio. */
    private static void beside(String peer, Cost ours, Cost its) {
        System.out.printf(
                Locale.ROOT,
                "  %-56s %10.2f ns     ratio %5.2f  allocated %4.0f B : %4.0f B%n",
                peer,
                its.nanos(),
                ours.nanos() / its.nanos(),
                ours.bytes(),
                its.bytes());
    }

    private static Cost cost(Map<String, Cost> costs, String benchmark, String balance, String count) {
        Cost cost = costs.get(benchmark + balance + count);
        if (cost == null) {
            throw new IllegalStateException("No result of " + benchmark + " " + balance + " " + count + " in " + costs);
        }
        return cost;
    }

    private static Map<String, Cost> run(int threads) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(PickBenchmark.class.getName())
                .forks(1)
                .threads(threads)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xmx512m")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        if (threads > 1) {
            options.param("count", "100").param("balance", "POWER_OF_TWO");
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Cost> costs = new TreeMap<>();
        results.forEach(result -> costs.put(name(result), cost(result)));
        return costs;
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String balance = result.getParams().getParam("balance");
        return benchmark.substring(benchmark.lastIndexOf('.') + 1)
                + (balance == null ? "" : balance)
                + result.getParams().getParam("count");
    }

    private static Cost cost(RunResult result) {
        double bytes = Double.NaN;
        for (String measured : result.getSecondaryResults().keySet()) {
            if (measured.endsWith("gc.alloc.rate.norm")) {
                bytes = result.getSecondaryResults().get(measured).getScore();
            }
        }
        return new Cost(result.getPrimaryResult().getScore(), bytes);
    }
}
