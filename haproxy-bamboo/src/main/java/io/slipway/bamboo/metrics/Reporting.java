package io.slipway.bamboo.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.Graphite;
import com.codahale.metrics.graphite.GraphiteReporter;
import com.codahale.metrics.graphite.GraphiteSender;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends what is measured to where it is collected, by itself until closed. */
public final class Reporting implements AutoCloseable {

    private final GraphiteReporter reporter;

    private Reporting(GraphiteReporter reporter) {
        this.reporter = reporter;
    }

    /** Names the two languages that are spoken. */
    public enum Protocol {
        GRAPHITE,
        STATSD
    }

    /**
     * Says where to send.
     *
     * @param prefix what every name begins with
     */
    public record Target(Protocol protocol, String host, int port, String prefix, Duration interval) {}

    public static Reporting begin(MetricRegistry registry, Target target) {
        InetSocketAddress address = InetSocketAddress.createUnresolved(target.host(), target.port());
        GraphiteSender wire = target.protocol() == Protocol.GRAPHITE
                ? new Graphite(target.host(), target.port())
                : new StatsdSender(address);
        GraphiteReporter reporter = GraphiteReporter.forRegistry(registry)
                .prefixedWith(target.prefix())
                .convertRatesTo(TimeUnit.SECONDS)
                .convertDurationsTo(TimeUnit.MILLISECONDS)
                .build(new QuietSender(wire, target.protocol() + " at " + address, Clock.systemUTC()));
        reporter.start(target.interval().toMillis(), TimeUnit.MILLISECONDS);
        return new Reporting(reporter);
    }

    @Override
    public void close() {
        reporter.close();
    }
}
