package io.slipway.service.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricRegistryListener;
import com.codahale.metrics.Timer;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Is the registry that everything is measured in; its timers and histograms remember the {@link LastMinute}.
 *
 * <p>What costs start time is added when somebody looks for the first time: that is after the start, if ever.
 */
final class Measurements extends MetricRegistry {

    private final Consumer<MetricRegistry> atFirstLook;
    private final AtomicBoolean looked = new AtomicBoolean();

    Measurements(Consumer<MetricRegistry> atFirstLook) {
        this.atFirstLook = atFirstLook;
    }

    private void look() {
        if (looked.compareAndSet(false, true)) {
            atFirstLook.accept(this);
        }
    }

    @Override
    public Timer timer(String name) {
        return timer(name, () -> new Timer(new LastMinute(System::nanoTime)));
    }

    @Override
    public Histogram histogram(String name) {
        return histogram(name, () -> new Histogram(new LastMinute(System::nanoTime)));
    }

    @Override
    public SortedSet<String> getNames() {
        look();
        return super.getNames();
    }

    @Override
    public Map<String, Metric> getMetrics() {
        look();
        return super.getMetrics();
    }

    @Override
    @SuppressWarnings("rawtypes") // As Dropwizard has it.
    public SortedMap<String, Gauge> getGauges(MetricFilter filter) {
        look();
        return super.getGauges(filter);
    }

    @Override
    public void addListener(MetricRegistryListener listener) {
        look();
        super.addListener(listener);
    }
}
