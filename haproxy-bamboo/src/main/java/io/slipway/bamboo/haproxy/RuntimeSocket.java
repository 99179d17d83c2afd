package io.slipway.bamboo.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks HAProxy over one of its Unix sockets: one connection per question, and never longer than the time given. */
final class RuntimeSocket {

    private final Path path;
    private final Duration timeout;

    RuntimeSocket(Path path, Duration timeout) {
        this.path = path;
        this.timeout = timeout;
    }

    /**
     * Sends commands in one line and returns one reply for each. All are carried out, also after one that fails.
     *
     * @param commands made by us: HAProxy splits lines at {@code ;}
     */
    List<String> ask(List<String> commands) throws IOException {
        for (String command : commands) {
            if (!command.matches("[A-Za-z0-9 @!/:._-]+")) {
                throw new IllegalArgumentException("This is no command of ours for HAProxy: " + command);
            }
        }
        List<String> replies = replies(exchange(String.join(";", commands) + "\n"));
        if (replies.size() != commands.size()) {
            throw new IOException(
                    "HAProxy gave " + replies.size() + " replies to " + commands.size() + " commands on " + path + ".");
        }
        return replies;
    }

    /** Sends text as it stands, and returns all that comes back. */
    String send(String text) throws IOException {
        return exchange(text);
    }

    /** Splits at the empty line that ends each reply. */
    static List<String> replies(String text) {
        List<String> replies = new ArrayList<>();
        StringBuilder reply = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                reply.append(line).append('\n');
            } else {
                replies.add(reply.toString().strip());
                reply.setLength(0);
            }
        }
        // The last newline ends a line and begins none.
        return replies.subList(0, Math.max(0, replies.size() - 1));
    }

    private String exchange(String line) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                await(selector, deadline);
                channel.write(out);
            }
            // The master waits for ever for a client that could still say something.
            channel.shutdownOutput();
            key.interestOps(SelectionKey.OP_READ);
            return read(channel, selector, deadline);
        }
    }

    private String read(SocketChannel channel, Selector selector, long deadline) throws IOException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(65_536);
        while (true) {
            int count = channel.read(chunk.clear());
            if (count < 0) {
                return in.toString(StandardCharsets.UTF_8);
            }
            if (count == 0) {
                await(selector, deadline);
            }
            in.write(chunk.array(), 0, count);
        }
    }

    private void await(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new IOException("HAProxy does not answer on " + path + " within " + timeout.toMillis() + " ms.");
        }
        selector.selectedKeys().clear();
    }
}
