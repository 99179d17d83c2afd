package io.slipway.bamboo.metrics;

import com.codahale.metrics.graphite.GraphiteSender;
import io.slipway.registry.internal.Outage;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by another sender, with names that need no tags; says an outage once when it begins and once when it ends, where the
 * reporter would log a stack trace each time. For one thread at a time.
 */
final class QuietSender implements GraphiteSender {

    private static final Logger log = LoggerFactory.getLogger(QuietSender.class);

    private final GraphiteSender wire;
    private final String loop;
    private final Outage outage;
    private boolean broken;

    QuietSender(GraphiteSender wire, String target, Clock clock) {
        this.wire = wire;
        this.loop = "Reporting to " + target;
        this.outage = new Outage(log, clock, "What is measured meanwhile is not sent later.");
    }

    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void connect() {
        broken = false;
        attempt(wire::connect);
    }

    @Override
    public void send(String name, String value, long timestamp) {
        attempt(() -> wire.send(path(name), value, timestamp));
    }

    /** {@code applies;cause=change;kind=runtime.p99} becomes {@code applies.change.runtime.p99}. */
    static String path(String name) {
        return name.replaceAll(";[^=]*=", ".").replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    public void flush() {
        attempt(wire::flush);
        if (!broken) {
            outage.worked(loop);
        }
    }

    private void attempt(Step step) {
        if (broken) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            // Runtime too: a host that does not resolve is told that way.
            broken = true;
            outage.failed(loop, e);
        }
    }

    @Override
    public boolean isConnected() {
        return wire.isConnected() && !broken;
    }

    @Override
    public int getFailures() {
        return wire.getFailures();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
