package io.slipway.local.marathon;

import com.sun.management.OperatingSystemMXBean;
import io.slipway.local.marathon.definition.Resources;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Finds out what this machine has to offer to tasks. */
final class Machine {

    /**
     * What an app calls a cpu is a share for bad times: on one's own machine most tasks idle, and the default of a whole
     * one for each would soon forbid what easily fits.
     */
    private static final int SHARES_PER_CORE = 64;

    private static final long MIB = 1L << 20;

    private Machine() {}

    /** Returns 64 shares for each core, the physical memory, and the disk space that is free where sandboxes will be. */
    static Resources resources(Path sandboxes) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Resources(
                SHARES_PER_CORE * (double) system.getAvailableProcessors(),
                Math.floorDiv(system.getTotalMemorySize(), MIB),
                Math.floorDiv(existing(sandboxes.toAbsolutePath()).toFile().getUsableSpace(), MIB));
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return folder.toFile().exists() || parent == null ? folder : existing(parent);
    }
}
