package io.slipway.service.metrics;

import com.codahale.metrics.graphite.GraphiteSender;
import io.slipway.registry.internal.Outage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okio.BufferedSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends metrics in Graphite's line protocol, over a connection of its own for every report.
 *
 * <p>It never throws: the reporter would log a stack trace each time. An outage is told once when it begins and once when it
 * ends; what could not be sent is dropped. Every step has a limit, for a Graphite that accepts and never reads must hold
 * up neither the reports nor the end of the service. To be used by one thread at a time.
 */
final class GraphiteLines implements GraphiteSender {

    private static final Logger log = LoggerFactory.getLogger(GraphiteLines.class);
    // Letters, digits and dots make a path; braces and asterisks would be patterns in Graphite's queries.
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]");

    private final GraphiteTarget target;
    private final Duration patience;
    private final String loop;
    private final Outage outage = new Outage(log, Clock.systemUTC(), "What is measured meanwhile is not sent later.");
    private @Nullable BufferedSink out;
    private int failures;

    GraphiteLines(GraphiteTarget target, Duration patience) {
        this.target = target;
        this.patience = patience;
        this.loop = "Reporting to Graphite at " + target;
    }

    @Override
    public void connect() {
        attempt(() -> out = open());
    }

    private BufferedSink open() throws IOException {
        Socket socket = new Socket();
        try {
            // Resolved each time: Graphite may have moved.
            socket.connect(new InetSocketAddress(target.host(), target.port()), (int) patience.toMillis());
            Sink sink = Okio.sink(socket);
            sink.timeout().timeout(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Okio.buffer(sink);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(String name, String value, long timestamp) {
        BufferedSink connected = out;
        if (connected != null) {
            attempt(() -> connected
                    .writeUtf8(path(name))
                    .writeByte(' ')
                    .writeUtf8(value)
                    .writeByte(' ')
                    .writeUtf8(Long.toString(timestamp))
                    .writeByte('\n'));
        }
    }

    /** Returns a name as one step of a path per word: {@code http.GET./orders/{id}} as {@code http.GET.-orders-_id_}. */
    static String path(String name) {
        return UNFIT.matcher(name.replace('/', '-')).replaceAll("_");
    }

    /** Returns a text as one step of a path. */
    static String step(String text) {
        return path(text).replace('.', '_');
    }

    @Override
    public void flush() {
        BufferedSink connected = out;
        if (connected != null && attempt(connected::flush)) {
            outage.worked(loop);
        }
    }

    @Override
    public void close() {
        BufferedSink connected = out;
        out = null;
        if (connected != null) {
            attempt(connected::close);
        }
    }

    private boolean attempt(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            failures++;
            outage.failed(loop, e);
            abandon();
            return false;
        }
    }

    private void abandon() {
        BufferedSink broken = out;
        out = null;
        if (broken != null) {
            // What waits in it would be tried again on closing, for as long again.
            broken.getBuffer().clear();
            attempt(broken::close);
        }
    }

    @Override
    public boolean isConnected() {
        return out != null;
    }

    @Override
    public int getFailures() {
        return failures;
    }

    private interface Step {
        void run() throws IOException;
    }
}
