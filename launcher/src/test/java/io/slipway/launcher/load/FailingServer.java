package io.slipway.launcher.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers, or fails, as the path of a request asks: {@code /ok}, {@code /500}, {@code /close} (answers and closes later,
 * unannounced), {@code /drop}, {@code /reset}, {@code /cut}, {@code /slow}.
 */
final class FailingServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    FailingServer() throws IOException {
        Thread thread = new Thread(this::accept, "failing-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Returns the request lines in the order they came. */
    Queue<String> received() {
        return received;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "failing-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                received.add(line);
                int length = 0;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    if (header.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(header.substring(16));
                    }
                }
                in.skip(length);
                if (!answer(line.split(" ", -1)[1], socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the connection goes on. */
    private static boolean answer(String path, Socket socket) throws IOException, InterruptedException {
        switch (path) {
            case "/ok" -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            case "/500" -> write(socket, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            case "/cut" -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nok");
            case "/close" -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            case "/slow" -> Thread.sleep(60_000);
            case "/reset" -> socket.setSoLinger(true, 0);
            default -> {}
        }
        return path.equals("/ok") || path.equals("/500");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
