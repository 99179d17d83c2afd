package io.slipway.service.metrics;

import com.codahale.metrics.Snapshot;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.IntStream;

/** Is what a minute's values look like, sorted; immutable. */
final class Distribution extends Snapshot {

    private final long[] counts;
    private final long count;
    private final long max;
    private final long sum;
    private final long total;

    private Distribution(long[] counts, long max, long sum, long total) {
        this.counts = counts;
        this.count = IntStream.range(0, counts.length).mapToLong(i -> counts[i]).sum();
        this.max = max;
        this.sum = sum;
        this.total = total;
    }

    static Distribution of(Collection<Slice> slices, long total) {
        long[] counts = new long[Slice.OCTAVES * Slice.BUCKETS];
        slices.forEach(slice -> slice.addTo(counts));
        return new Distribution(
                counts,
                slices.stream().mapToLong(Slice::max).max().orElse(0),
                slices.stream().mapToLong(Slice::sum).sum(),
                total);
    }

    /** Returns the sum of everything ever measured, not of the last minute alone. */
    long total() {
        return total;
    }

    @Override
    public double getValue(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException(quantile + " is not in [0..1]");
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(Slice.middle(i), max);
            }
        }
        return max;
    }

    @Override
    public long getMax() {
        return max;
    }

    @Override
    public long getMin() {
        return count == 0 ? 0 : (long) getValue(0);
    }

    @Override
    public double getMean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    @Override
    public double getStdDev() {
        double mean = getMean();
        double squares = IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToDouble(i -> counts[i] * Math.pow(Slice.middle(i) - mean, 2))
                .sum();
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    @Override
    public int size() {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    /** Returns each value once, however often it was measured. */
    @Override
    public long[] getValues() {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToLong(Slice::middle)
                .toArray();
    }

    @Override
    public void dump(OutputStream output) {
        PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
        for (long value : getValues()) {
            out.println(value);
        }
        out.flush();
    }
}
