package io.slipway.registry.discovery;

/**
 * Averages how long an instance takes to answer: a rise counts at once, a fall little by little, and what is old fades.
 *
 * <p>That is Finagle's "peak EWMA". An average lives in one long, so that it is swapped without a lock and without
 * allocation: nanoseconds as a float above, below the tick of the last answer. 0 is an instance that never answered.
 */
final class Latency {

    static final long UNSEEN = 0;

    /** After this time an answer counts for a third. */
    private static final double FADE_NANOS = 10e9;

    // 17 ms: coarse enough for 32 bits to last two years, fine enough for a fade of seconds.
    private static final int TICK_BITS = 24;

    private Latency() {}

    /** @param now nanoseconds since some moment before the first answer, as everywhere in this package */
    static long after(long average, long now, long took) {
        float sample = Math.max(1, took);
        if (average == UNSEEN || sample >= value(average)) {
            return packed(sample, now);
        }
        double kept = fade(average, now);
        return packed((float) (value(average) * kept + sample * (1 - kept)), now);
    }

    /** Returns the average in nanoseconds as it has faded until now; 0 for an instance that never answered. */
    static double at(long average, long now) {
        return average == UNSEEN ? 0 : value(average) * fade(average, now);
    }

    private static double fade(long average, long now) {
        long elapsed = now - ((average & 0xFFFF_FFFFL) << TICK_BITS);
        return Math.exp(-Math.max(0, elapsed) / FADE_NANOS);
    }

    private static float value(long average) {
        return Float.intBitsToFloat((int) (average >>> 32));
    }

    private static long packed(float nanos, long now) {
        return (long) Float.floatToRawIntBits(nanos) << 32 | ((now >>> TICK_BITS) & 0xFFFF_FFFFL);
    }
}
