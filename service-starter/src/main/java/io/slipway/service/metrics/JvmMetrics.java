package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jvm.BufferPoolMetricSet;
import com.codahale.metrics.jvm.ClassLoadingGaugeSet;
import com.codahale.metrics.jvm.FileDescriptorRatioGauge;
import com.codahale.metrics.jvm.GarbageCollectorMetricSet;
import com.codahale.metrics.jvm.JvmAttributeGaugeSet;
import com.codahale.metrics.jvm.MemoryUsageGaugeSet;
import com.codahale.metrics.jvm.ThreadStatesGaugeSet;
import java.lang.management.ManagementFactory;

/** Registers memory, collector, threads, classes and descriptors of this JVM under {@code jvm.}. */
final class JvmMetrics {

    private JvmMetrics() {}

    static void register(MetricRegistry metrics) {
        metrics.registerAll("jvm", new JvmAttributeGaugeSet());
        metrics.registerAll("jvm.memory", new MemoryUsageGaugeSet());
        metrics.registerAll("jvm.gc", new GarbageCollectorMetricSet());
        metrics.registerAll("jvm.threads", new ThreadStatesGaugeSet());
        metrics.registerAll("jvm.classes", new ClassLoadingGaugeSet());
        metrics.registerAll("jvm.buffers", new BufferPoolMetricSet(ManagementFactory.getPlatformMBeanServer()));
        metrics.register("jvm.descriptors.used", new FileDescriptorRatioGauge());
    }
}
