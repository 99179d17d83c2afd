package io.slipway.bench.consul;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects figures of the same thing, and sums them up. */
final class Figures {

    private final List<Double> all = new ArrayList<>();

    void add(double figure) {
        all.add(figure);
    }

    double median() {
        return percentile(50);
    }

    double percentile(double percent) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * percent / 100) - 1));
    }
}
