package io.slipway.registry.discovery;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Brings in time and chance.
 *
 * @param nanos runs on, whatever is done to the clock
 * @param chance gives values from 0 to below 1, to any thread
 */
record Surroundings(Clock clock, LongSupplier nanos, DoubleSupplier chance) {

    static final Surroundings REAL =
            new Surroundings(Clock.systemUTC(), System::nanoTime, () -> ThreadLocalRandom.current()
                    .nextDouble());
}
