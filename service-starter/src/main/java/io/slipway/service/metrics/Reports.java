package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.GraphiteReporter;
import com.codahale.metrics.jmx.JmxReporter;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/** Sends what is measured to whom the boot layer names: Graphite, JMX, nobody. */
final class Reports implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Closeable> running = new ArrayList<>();

    private Reports() {}

    /** @throws BadBootEnvironment when {@code SLIPWAY_GRAPHITE} is no address */
    static Reports begin(MetricRegistry metrics, Identity identity, Environment environment) {
        Reports reports = new Reports();
        String graphite = environment.getProperty("slipway.graphite", "");
        if (!graphite.isEmpty()) {
            reports.running.add(graphite(metrics, identity, target(graphite), interval(environment)));
        }
        // Off unless asked for: a bean for every metric costs start time, and few look at them.
        if (environment.getProperty("slipway.jmx", Boolean.class, false)) {
            reports.running.add(jmx(metrics, identity));
        }
        return reports;
    }

    private static GraphiteTarget target(String text) {
        try {
            return GraphiteTarget.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadBootEnvironment(e);
        }
    }

    private static Duration interval(Environment environment) {
        return DurationStyle.detectAndParse(environment.getProperty("slipway.graphite-interval", "10s"));
    }

    private static Closeable graphite(
            MetricRegistry metrics, Identity identity, GraphiteTarget target, Duration interval) {
        GraphiteReporter reporter = GraphiteReporter.forRegistry(metrics)
                .prefixedWith(GraphiteLines.step(identity.service()) + "." + GraphiteLines.step(identity.instance()))
                .convertRatesTo(TimeUnit.SECONDS)
                .convertDurationsTo(TimeUnit.MILLISECONDS)
                .build(new GraphiteLines(target, PATIENCE));
        reporter.start(interval.toMillis(), TimeUnit.MILLISECONDS);
        return reporter;
    }

    private static Closeable jmx(MetricRegistry metrics, Identity identity) {
        JmxReporter reporter = JmxReporter.forRegistry(metrics)
                .inDomain("slipway." + GraphiteLines.step(identity.service()))
                .build();
        reporter.start();
        return reporter;
    }

    @Override
    public void close() throws IOException {
        for (Closeable reporter : running) {
            reporter.close();
        }
    }
}
