package io.slipway.service.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Keeps all that was measured in the last minute, counted in slices of ten seconds.
 *
 * <p>Dropwizard's own choice, the exponentially decaying reservoir, keeps 1028 values of five minutes: its 99.9th percentile is
 * one value or the next, its maximum is soon forgotten, and where traffic stops it shows the past for ever. Here every
 * value counts, percentiles are true within 0.8 %, the maximum is exact, and an idle minute is empty. What it holds grows
 * with the spread of the values (a quarter of a KiB for each doubling and slice), not with their number.
 *
 * <p>Safe for use by several threads; an update takes no lock.
 */
final class LastMinute implements Reservoir {

    private static final int SLICES = 6;
    private static final long SLICE_NANOS = 10_000_000_000L;

    private final LongSupplier nanoTime;
    private final long begun;
    private final AtomicReferenceArray<Slice> slices = new AtomicReferenceArray<>(SLICES);
    private final LongAdder total = new LongAdder();

    /** @param nanoTime as {@link System#nanoTime()} */
    LastMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    @Override
    public void update(long value) {
        // Dropwizard's timers leave out negative values; a histogram may be given one.
        long counted = Math.max(0, value);
        current(now()).add(counted);
        total.add(counted);
    }

    private Slice current(long tick) {
        int place = (int) (tick % SLICES);
        Slice slice = slices.get(place);
        // A later one belongs to a faster thread and will do: nobody can tell at the edge of a slice.
        if (slice != null && slice.tick() >= tick) {
            return slice;
        }
        Slice fresh = new Slice(tick);
        return slices.compareAndSet(place, slice, fresh) ? fresh : Objects.requireNonNull(slices.get(place));
    }

    private long now() {
        return (nanoTime.getAsLong() - begun) / SLICE_NANOS;
    }

    @Override
    public int size() {
        return getSnapshot().size();
    }

    @Override
    public Snapshot getSnapshot() {
        long oldest = now() - SLICES + 1;
        List<Slice> recent = IntStream.range(0, SLICES)
                .mapToObj(slices::get)
                .filter(slice -> slice != null && slice.tick() >= oldest)
                .toList();
        return Distribution.of(recent, total.sum());
    }
}
