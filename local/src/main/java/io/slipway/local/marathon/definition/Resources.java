package io.slipway.local.marathon.definition;

import java.util.Optional;

/**
 * Is an amount of what tasks share on a machine.
 *
 * @param mem in MiB
 * @param disk in MiB
 */
public record Resources(double cpus, double mem, double disk) {

    public static final Resources NONE = new Resources(0, 0, 0);

    /** Forgives what adding and subtracting doubles leaves behind: 0.1 cpus ten times are 1 cpu. */
    private static final double ROUNDING = 1e-6;

    public Resources plus(Resources other) {
        return new Resources(cpus + other.cpus, mem + other.mem, disk + other.disk);
    }

    public Resources minus(Resources other) {
        return new Resources(cpus - other.cpus, mem - other.mem, disk - other.disk);
    }

    /** Names the first of these that does not suffice, in the words of {@code /v2/queue}. */
    public Optional<String> lacksFor(Resources wanted) {
        if (wanted.cpus > cpus + ROUNDING) {
            return Optional.of("InsufficientCpus");
        }
        if (wanted.mem > mem + ROUNDING) {
            return Optional.of("InsufficientMemory");
        }
        return wanted.disk > disk + ROUNDING ? Optional.of("InsufficientDisk") : Optional.empty();
    }
}
