package io.slipway.service.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts the values of some seconds by size: 64 buckets for each doubling, made when the first value falls there. */
final class Slice {

    static final int BUCKETS = 64;
    /** Values below 64 are the first; the last begins at 2^62. */
    static final int OCTAVES = 58;

    private static final int BITS = Integer.numberOfTrailingZeros(BUCKETS);

    private final long tick;
    private final AtomicReferenceArray<AtomicIntegerArray> octaves = new AtomicReferenceArray<>(OCTAVES);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);
    private final LongAdder sum = new LongAdder();

    Slice(long tick) {
        this.tick = tick;
    }

    long tick() {
        return tick;
    }

    void add(long value) {
        int octave = octave(value);
        buckets(octave).incrementAndGet((int) (value >>> shift(octave)) & (BUCKETS - 1));
        max.accumulate(value);
        sum.add(value);
    }

    private AtomicIntegerArray buckets(int octave) {
        AtomicIntegerArray buckets = octaves.get(octave);
        if (buckets != null) {
            return buckets;
        }
        AtomicIntegerArray fresh = new AtomicIntegerArray(BUCKETS);
        AtomicIntegerArray before = octaves.compareAndExchange(octave, null, fresh);
        return before == null ? fresh : before;
    }

    /** Adds the counts to {@code counts}, of which {@link #middle} tells the values. */
    void addTo(long[] counts) {
        for (int octave = 0; octave < OCTAVES; octave++) {
            AtomicIntegerArray buckets = octaves.get(octave);
            for (int i = 0; buckets != null && i < BUCKETS; i++) {
                counts[octave * BUCKETS + i] += buckets.get(i);
            }
        }
    }

    long max() {
        return max.get();
    }

    long sum() {
        return sum.sum();
    }

    /** Returns the value in the middle of a bucket, which is at most 0.8 % from any other in it. */
    static long middle(int place) {
        int octave = place / BUCKETS;
        long lowest = (octave == 0 ? 0L : BUCKETS) + place % BUCKETS;
        return (lowest << shift(octave)) + ((1L << shift(octave)) >>> 1);
    }

    private static int octave(long value) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS);
    }

    private static int shift(int octave) {
        return Math.max(0, octave - 1);
    }
}
