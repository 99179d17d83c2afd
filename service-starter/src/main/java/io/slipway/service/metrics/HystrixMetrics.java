package io.slipway.service.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricRegistryListener;
import com.netflix.hystrix.contrib.codahalemetricspublisher.HystrixCodaHaleMetricsPublisher;
import com.netflix.hystrix.strategy.HystrixPlugins;
import com.netflix.hystrix.strategy.concurrency.HystrixConcurrencyStrategy;
import com.netflix.hystrix.strategy.eventnotifier.HystrixEventNotifier;
import com.netflix.hystrix.strategy.executionhook.HystrixCommandExecutionHook;
import com.netflix.hystrix.strategy.metrics.HystrixMetricsPublisher;
import com.netflix.hystrix.strategy.properties.HystrixPropertiesStrategy;

/**
 * Mirrors what Hystrix measures into a registry, under {@code hystrix.<group>.<command>.<measure>}.
 *
 * <p>Hystrix takes one publisher in the life of a JVM and keeps it; contexts come and go. So one publisher writes into
 * one registry, and every context follows that with a listener. Safe for use by several threads.
 */
final class HystrixMetrics implements AutoCloseable {

    private static final MetricRegistry OF_THIS_JVM = new NewestWins();
    private static final HystrixMetricsPublisher PUBLISHER = new HystrixCodaHaleMetricsPublisher(OF_THIS_JVM);

    private final Mirror mirror;

    HystrixMetrics(MetricRegistry target) {
        publish();
        mirror = new Mirror(target);
        OF_THIS_JVM.addListener(mirror);
    }

    @Override
    public void close() {
        OF_THIS_JVM.removeListener(mirror);
    }

    private static synchronized void publish() {
        HystrixPlugins plugins = HystrixPlugins.getInstance();
        if (plugins.getMetricsPublisher() == PUBLISHER) {
            return;
        }
        HystrixEventNotifier notifier = plugins.getEventNotifier();
        HystrixConcurrencyStrategy concurrency = plugins.getConcurrencyStrategy();
        HystrixPropertiesStrategy properties = plugins.getPropertiesStrategy();
        HystrixCommandExecutionHook hook = plugins.getCommandExecutionHook();
        // Whoever asked first settled the publisher; only a reset makes room, and takes the others along.
        HystrixPlugins.reset();
        plugins.registerEventNotifier(notifier);
        plugins.registerConcurrencyStrategy(concurrency);
        plugins.registerPropertiesStrategy(properties);
        plugins.registerCommandExecutionHook(hook);
        plugins.registerMetricsPublisher(PUBLISHER);
    }

    /** Takes a second metric of the same name, which Hystrix publishes after every reset of its own. */
    private static final class NewestWins extends MetricRegistry {

        @Override
        public synchronized <T extends Metric> T register(String name, T metric) {
            remove(name);
            if (metric instanceof Gauge<?> gauge) {
                // Hystrix 1.5 counts from the first look at a counter on: whoever looks later would miss what came
                // before.
                gauge.getValue();
            }
            return super.register(name, metric);
        }
    }

    private static final class Mirror extends MetricRegistryListener.Base {

        private final MetricRegistry target;

        Mirror(MetricRegistry target) {
            this.target = target;
        }

        // Being added to the registry and a first command may tell of the same gauge at the same time.
        @Override
        public synchronized void onGaugeAdded(String name, Gauge<?> gauge) {
            target.remove(mirrored(name));
            target.register(mirrored(name), gauge);
        }

        @Override
        public void onGaugeRemoved(String name) {
            target.remove(mirrored(name));
        }

        private static String mirrored(String name) {
            return MetricRegistry.name("hystrix", name);
        }
    }
}
