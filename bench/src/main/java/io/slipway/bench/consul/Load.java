package io.slipway.bench.consul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Asks a server as fast as it answers, over a number of connections and with one thread: a request follows its
 * connection's last answer.
 *
 * <p>It does little with an answer, so that what is measured is the server, and it is the same for every server.
 */
final class Load implements AutoCloseable {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int INCOMPLETE = 0;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final LongFunction<String> requests;
    private long sent;
    private long answered;

    /** @param requests the whole text of the n-th request */
    Load(URI server, int connections, LongFunction<String> requests) {
        this.requests = requests;
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                this.connections.add(new Connection(server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: consul\r\n\r\n";
    }

    static String put(String path, String body) {
        return "PUT " + path + " HTTP/1.1\r\nHost: consul\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Asks so often, each request once. */
    void times(long requestsInAll) {
        try {
            for (Connection connection : connections) {
                connection.ask();
            }
            while (sent < requestsInAll) {
                turn(true);
            }
            finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the answers a second. */
    double run(Duration duration) {
        try {
            long before = answered;
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            for (Connection connection : connections) {
                connection.ask();
            }
            while (System.nanoTime() < end) {
                turn(true);
            }
            double rate = (answered - before) * 1e9 / (System.nanoTime() - start);
            finish();
            return rate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish() throws IOException {
        while (connections.stream().anyMatch(connection -> connection.busy)) {
            turn(false);
        }
    }

    private void turn(boolean more) throws IOException {
        selector.select(1_000);
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.read()) {
                answered++;
                if (more) {
                    connection.ask();
                }
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(64 << 10);
        private boolean busy;

        Connection(URI server) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask() throws IOException {
            busy = true;
            ByteBuffer request = ByteBuffer.wrap(requests.apply(sent++).getBytes(StandardCharsets.ISO_8859_1));
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /** Tells whether an answer is complete. */
        boolean read() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("The server closed a connection");
            }
            int status = status(answer);
            if (status == INCOMPLETE) {
                return false;
            }
            if (status != 200) {
                throw new IOException("The server answered " + status);
            }
            answer.clear();
            busy = false;
            return true;
        }
    }

    /** Returns the status of an answer, once its body is there, too. */
    private static int status(ByteBuffer answer) {
        int end = answer.position();
        int length = 0;
        for (int line = 0, at = 0; at + 1 < end; at++) {
            if (answer.get(at) == '\r' && answer.get(at + 1) == '\n') {
                if (at == line) {
                    return end - at - 2 >= length ? number(answer, "HTTP/1.1 ".length()) : INCOMPLETE;
                }
                if (isLength(answer, line)) {
                    length = number(answer, line + LENGTH.length);
                }
                line = at + 2;
            }
        }
        return INCOMPLETE;
    }

    private static boolean isLength(ByteBuffer answer, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((answer.get(at + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer answer, int from) {
        int at = from;
        while (answer.get(at) == ' ') {
            at++;
        }
        int number = 0;
        for (; answer.get(at) >= '0' && answer.get(at) <= '9'; at++) {
            number = number * 10 + answer.get(at) - '0';
        }
        return number;
    }
}
