package io.slipway.registry.client;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Accepts connections and treats each badly, in the way it is told to. */
final class BadPeer implements AutoCloseable {

    /** Tells what becomes of a connection. */
    enum Manner {
        TAKE_ONE_BYTE_AND_RESET,
        READ_AND_CLOSE,
        READ_AND_RESET,
        ANSWER_HALF_A_LINE,
        ANSWER_HALF_A_BODY,
        ANSWER_NONSENSE,
        ASK_FOR_IT_AGAIN,
        SAY_IT_TOOK_TOO_LONG,
        REDIRECT,
        NEVER_ANSWER,
        ANSWER
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Supplier<Manner> manners;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();
    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();

    BadPeer(Supplier<Manner> manners) throws IOException {
        this.manners = manners;
        threads.execute(this::accept);
    }

    void register(String id, String service, Registry registry) {
        registry.register(new Registration(
                new ServiceInstance(id, service, "127.0.0.1", server.getLocalPort(), List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }

    /** Returns how many connections are open, as far as this side knows. */
    int open() {
        return open.get();
    }

    /** Returns how many connections were reset after the first byte. */
    int unread() {
        return unread.get();
    }

    List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            treat(socket, manners.get());
        } catch (IOException e) {
            // The client gave up first.
        } finally {
            open.decrementAndGet();
        }
    }

    private void treat(Socket socket, Manner manner) throws IOException {
        if (manner == Manner.TAKE_ONE_BYTE_AND_RESET) {
            socket.getInputStream().read();
            unread.incrementAndGet();
            socket.setSoLinger(true, 0);
            return;
        }
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line == null) {
            return; // The client had no time left to say anything.
        }
        requestLines.add(line);
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        switch (manner) {
            case READ_AND_RESET -> socket.setSoLinger(true, 0);
            case ANSWER_HALF_A_LINE -> say(socket, "HTTP/1.1 2");
            case ANSWER_HALF_A_BODY -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            case ANSWER_NONSENSE -> say(socket, "\u0000\u0001nonsense\r\n\r\n");
            case ASK_FOR_IT_AGAIN ->
                say(socket, "HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            case SAY_IT_TOOK_TOO_LONG ->
                say(socket, "HTTP/1.1 408 Late\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            case REDIRECT ->
                say(socket, "HTTP/1.1 307 There\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            case ANSWER -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnull");
            case NEVER_ANSWER -> {
                while (in.read() >= 0) {
                    // The body, and then nothing until the client gives up.
                }
            }
            default -> {}
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(open + " connections are open still.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
