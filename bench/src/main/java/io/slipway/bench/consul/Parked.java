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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Keeps blocking queries of one key waiting, each on its connection, and sees when a write has woken them. */
final class Parked implements AutoCloseable {

    /** Nobody can tell from outside when a query waits: this is ample for a thousand to arrive. */
    private static final long ARRIVAL_MILLIS = 400;

    private static final String INDEX = "x-consul-index: ";

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final SocketChannel writer;
    private final String key;
    private String index = "1";
    private long written;

    Parked(URI server, int watchers) {
        this.key = "/v1/kv/watched/by-" + watchers;
        try {
            selector = Selector.open();
            writer = connect(server);
            for (int i = 0; i < watchers; i++) {
                SocketChannel channel = connect(server);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8 << 10));
                channels.add(channel);
            }
            write();
            send(writer, Load.get(key));
            remember(read(writer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parks all, writes once, and adds the milliseconds until each had its answer. */
    void wake(Figures millis) throws InterruptedException {
        try {
            for (SocketChannel channel : channels) {
                send(channel, Load.get(key + "?wait=300s&index=" + index));
            }
            TimeUnit.MILLISECONDS.sleep(channels.size() == 1 ? 5 : ARRIVAL_MILLIS);
            long start = System.nanoTime();
            send(writer, Load.put(key, "value " + ++written));
            for (int left = channels.size(); left > 0; ) {
                selector.select();
                for (SelectionKey ready : selector.selectedKeys()) {
                    ByteBuffer answer = (ByteBuffer) ready.attachment();
                    ((SocketChannel) ready.channel()).read(answer);
                    String text = text(answer);
                    if (isWhole(text)) {
                        millis.add((System.nanoTime() - start) / 1e6);
                        remember(text);
                        answer.clear();
                        left--;
                    }
                }
                selector.selectedKeys().clear();
            }
            read(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            writer.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        send(writer, Load.put(key, "value " + ++written));
        read(writer);
    }

    private void remember(String answer) {
        String head = answer.toLowerCase(Locale.ROOT);
        int at = head.indexOf(INDEX) + INDEX.length();
        index = head.substring(at, head.indexOf('\r', at));
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(8 << 10);
        String text = "";
        while (!isWhole(text)) {
            channel.read(answer);
            text = text(answer);
        }
        return text;
    }

    private static String text(ByteBuffer answer) {
        return StandardCharsets.ISO_8859_1.decode(answer.duplicate().flip()).toString();
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = answer.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
        return answer.length() >= end + 4 + length;
    }

    private static SocketChannel connect(URI server) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    private static void send(SocketChannel channel, String request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
