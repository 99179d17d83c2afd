package io.slipway.service.metrics;

import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;

/** Is the registry that everything is measured in; its timers and histograms remember the {@link LastMinute}. */
final class Measurements extends MetricRegistry {

    @Override
    public Timer timer(String name) {
        return timer(name, () -> new Timer(new LastMinute(System::nanoTime)));
    }

    @Override
    public Histogram histogram(String name) {
        return histogram(name, () -> new Histogram(new LastMinute(System::nanoTime)));
    }
}
