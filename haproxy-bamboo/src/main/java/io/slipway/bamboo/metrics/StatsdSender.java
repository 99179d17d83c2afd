package io.slipway.bamboo.metrics;

import com.codahale.metrics.graphite.GraphiteSender;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends each value as a gauge in StatsD's line protocol, several lines in one datagram. */
final class StatsdSender implements GraphiteSender {

    /** Fits whole into a frame of Ethernet. */
    private static final int LARGEST = 1400;

    private final InetSocketAddress target;
    private final StringBuilder lines = new StringBuilder();
    private @Nullable DatagramSocket socket;

    StatsdSender(InetSocketAddress target) {
        this.target = target;
    }

    @Override
    public void connect() throws IOException {
        DatagramSocket opened = new DatagramSocket();
        // Resolved each time: the collector may have moved.
        opened.connect(new InetSocketAddress(target.getHostString(), target.getPort()));
        socket = opened;
    }

    @Override
    public void send(String name, String value, long timestamp) throws IOException {
        String line = name + ":" + value + "|g\n";
        if (lines.length() + line.length() > LARGEST) {
            flush();
        }
        lines.append(line);
    }

    @Override
    public void flush() throws IOException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        lines.setLength(0);
        DatagramSocket connected = socket;
        if (connected != null && bytes.length > 0) {
            connected.send(new DatagramPacket(bytes, bytes.length));
        }
    }

    @Override
    public boolean isConnected() {
        return socket != null;
    }

    @Override
    public int getFailures() {
        return 0;
    }

    @Override
    public void close() {
        DatagramSocket connected = socket;
        socket = null;
        if (connected != null) {
            connected.close();
        }
    }
}
