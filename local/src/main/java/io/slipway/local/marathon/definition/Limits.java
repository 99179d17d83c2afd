package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Says what a task is held to, as far as its carrier can.
 *
 * @param cpus its share when others want the processor too
 * @param mostCpus what it gets at most, though nobody else wants it; 0 for no limit
 * @param memory in MiB; 0 for no limit
 */
public record Limits(double cpus, double mostCpus, double memory) {

    public static final Limits NONE = new Limits(0, 0, 0);

    private static final int SHARES_PER_CPU = 1024;
    private static final int FEWEST_SHARES = 2;
    private static final int PERIOD_MICROS = 100_000;
    private static final long MIB = 1L << 20;

    /** Reads the request, which {@code resourceLimits} (1.10) may raise or lift; processors have no limit without it. */
    static Limits of(JsonNode app) {
        JsonNode most = app.path("resourceLimits");
        JsonNode memory = most.has("mem") ? most.get("mem") : app.path("mem");
        // A text is "unlimited".
        return new Limits(
                app.path("cpus").asDouble(), most.path("cpus").asDouble(), memory.isNumber() ? memory.asDouble() : 0);
    }

    /** Returns the weight among others, of which a whole processor has 1024. */
    public int cpuShares() {
        return Math.max(FEWEST_SHARES, (int) (cpus * SHARES_PER_CPU));
    }

    /** Returns microseconds in each {@link #cpuPeriod}; 0 for no limit. */
    public long cpuQuota() {
        return (long) (mostCpus * PERIOD_MICROS);
    }

    public long cpuPeriod() {
        return PERIOD_MICROS;
    }

    /** Returns the most bytes; 0 for no limit. */
    public long memoryBytes() {
        return (long) (memory * MIB);
    }
}
