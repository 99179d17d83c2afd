package io.slipway.service.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jvm.CachedThreadStatesGaugeSet;
import com.codahale.metrics.jvm.ClassLoadingGaugeSet;
import com.codahale.metrics.jvm.GarbageCollectorMetricSet;
import com.codahale.metrics.jvm.JvmAttributeGaugeSet;
import com.codahale.metrics.jvm.MemoryUsageGaugeSet;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Registers memory, collector, threads, classes, buffers, processor and descriptors of this JVM under {@code jvm.}. */
final class JvmMetrics {

    private JvmMetrics() {}

    static void register(MetricRegistry metrics) {
        metrics.registerAll("jvm", new JvmAttributeGaugeSet());
        metrics.registerAll("jvm.memory", new MemoryUsageGaugeSet());
        metrics.registerAll("jvm.gc", new GarbageCollectorMetricSet());
        // Each state asks for all threads, and the search for deadlocks stops them: once for all that is read together.
        metrics.registerAll("jvm.threads", new CachedThreadStatesGaugeSet(5, TimeUnit.SECONDS));
        metrics.registerAll("jvm.classes", new ClassLoadingGaugeSet());
        // Not Dropwizard's own set: it starts the platform's MBean server, which nothing else here needs.
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).forEach(pool -> buffers(metrics, pool));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            processor(metrics, system);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            descriptors(metrics, system);
        }
    }

    private static void buffers(MetricRegistry metrics, BufferPoolMXBean pool) {
        String name = "jvm.buffers." + pool.getName().replace(' ', '-');
        metrics.register(name + ".count", (Gauge<Long>) pool::getCount);
        metrics.register(name + ".used", (Gauge<Long>) pool::getMemoryUsed);
        metrics.register(name + ".capacity", (Gauge<Long>) pool::getTotalCapacity);
    }

    /** Loads are shares of all processors, from 0 to 1; what the process used is in seconds. */
    private static void processor(MetricRegistry metrics, OperatingSystemMXBean system) {
        metrics.register("jvm.cpu.process", (Gauge<Double>) system::getProcessCpuLoad);
        metrics.register("jvm.cpu.system", (Gauge<Double>) system::getCpuLoad);
        metrics.register("jvm.cpu.used", (Gauge<Double>) () -> system.getProcessCpuTime() / 1e9);
        metrics.register("jvm.cpu.available", (Gauge<Integer>) system::getAvailableProcessors);
    }

    private static void descriptors(MetricRegistry metrics, UnixOperatingSystemMXBean system) {
        metrics.register("jvm.descriptors.open", (Gauge<Long>) system::getOpenFileDescriptorCount);
        metrics.register("jvm.descriptors.max", (Gauge<Long>) system::getMaxFileDescriptorCount);
        metrics.register("jvm.descriptors.used", (Gauge<Double>)
                () -> (double) system.getOpenFileDescriptorCount() / system.getMaxFileDescriptorCount());
    }
}
