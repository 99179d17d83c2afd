package io.slipway.bench.marathon;

import io.slipway.bench.Row;
import java.util.List;
import java.util.Locale;

/** Sorts what was measured, and prints it beside the limit it was promised. */
final class Figures {

    private Figures() {}

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    static double percentile(List<Double> figures, double share) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    /** Prints the median beside a limit, and how slow the slowest of a hundred was. */
    static void print(String what, List<Double> millis, double limit) {
        new Row(what + ", p50 : limit", percentile(millis, 0.5), limit, "ms", 1).print(System.out);
        note(what + ", p99", percentile(millis, 0.99), "ms");
    }

    /** Prints a figure of which nothing was promised. */
    static void note(String what, double figure, String unit) {
        System.out.printf(Locale.ROOT, "%-58s %10.2f %-5s  no aim%n", what, figure, unit);
    }
}
