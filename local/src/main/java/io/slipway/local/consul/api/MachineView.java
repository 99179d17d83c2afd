package io.slipway.local.consul.api;

import com.sun.management.OperatingSystemMXBean;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Watchers;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows the machine and the process as {@code agent/host} and {@code agent/metrics} do: what a JVM knows of them. */
final class MachineView {

    private static final int PERIOD_SECONDS = 10;
    private static final DateTimeFormatter GO = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Watchers watchers;

    MachineView(Clock clock, Watchers watchers) {
        this.clock = clock;
        this.watchers = watchers;
    }

    JsonObject host(String name) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        File root = new File(File.separator);
        Instant now = clock.instant();
        return new JsonObject()
                .with("Memory", room(system.getTotalMemorySize(), system.getFreeMemorySize(), "available"))
                .with("CPU", Collections.nCopies(system.getAvailableProcessors(), Map.of("cores", 1)))
                .with(
                        "Host",
                        new JsonObject()
                                .with("hostname", name)
                                .with("os", system.getName().toLowerCase(Locale.ROOT))
                                .with("kernelVersion", system.getVersion())
                                .with("kernelArch", system.getArch()))
                .with(
                        "Disk",
                        room(root.getTotalSpace(), root.getUsableSpace(), "free")
                                .with("path", root.getPath()))
                .with("CollectionTime", now.getEpochSecond() * 1_000_000_000L + now.getNano())
                .with("Errors", null);
    }

    JsonObject metrics(State state) {
        Runtime runtime = Runtime.getRuntime();
        Instant period = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new JsonObject()
                .with("Timestamp", GO.format(period.minusSeconds(period.getEpochSecond() % PERIOD_SECONDS)))
                .with(
                        "Gauges",
                        List.of(
                                gauge("raft.applied_index", state.index()),
                                gauge("rpc.queries_blocking", watchers.size()),
                                gauge("runtime.alloc_bytes", runtime.totalMemory() - runtime.freeMemory()),
                                // What comes nearest in Java.
                                gauge("runtime.num_goroutines", Thread.activeCount()),
                                gauge("runtime.sys_bytes", runtime.totalMemory())))
                .with("Points", List.of())
                .with("Counters", List.of())
                .with("Samples", List.of());
    }

    private static JsonObject gauge(String name, long value) {
        return new JsonObject()
                .with("Name", "consul." + name)
                .with("Value", value)
                .with("Labels", Map.of());
    }

    private static JsonObject room(long total, long free, String nameOfFree) {
        return new JsonObject()
                .with("total", total)
                .with(nameOfFree, free)
                .with("used", total - free)
                .with("usedPercent", total == 0 ? 0 : 100.0 * (total - free) / total);
    }
}
