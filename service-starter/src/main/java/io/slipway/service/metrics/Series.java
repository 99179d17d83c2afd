package io.slipway.service.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Is what Prometheus calls a metric: a family and what tells its members apart. */
record Series(String family, List<Label> labels) {

    record Label(String name, String value) {}

    Series {
        labels = List.copyOf(labels);
    }

    Series suffixed(String suffix) {
        return family.endsWith(suffix) ? this : new Series(family + suffix, labels);
    }

    Series with(String name, String value) {
        return new Series(
                family,
                Stream.concat(labels.stream(), Stream.of(new Label(name, value)))
                        .toList());
    }
}
