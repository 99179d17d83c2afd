package io.slipway.launcher.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Holds one HTTP/1.1 connection open for request after request.
 *
 * <p>The clients on offer send a request again by themselves where a connection breaks, some of them a POST too, and a
 * load generator that does so hides what it is to count. This one never does. Not for several threads at a time.
 */
final class Connection implements Closeable {

    private final SocketChannel channel;
    private final InputStream in;

    private Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(channel.socket().getInputStream());
    }

    static Connection open(InetSocketAddress server, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(server, (int) limit.toMillis());
            channel.socket().setSoTimeout((int) limit.toMillis());
            return new Connection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Tells whether the server has closed it while it was idle; nothing of a request is sent to find out. */
    boolean isStale() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read != 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends once and reads the whole answer. */
    Response exchange(byte[] request) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(request);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("closed without an answer");
        }
        in.reset();
        return Response.read(in);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
