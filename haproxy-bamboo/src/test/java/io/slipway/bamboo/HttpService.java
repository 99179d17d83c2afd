package io.slipway.bamboo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as one instance of a service would: with its name, and its request's headers after it. {@code …/slow} answers
 * when it is told to.
 */
final class HttpService implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final CountDownLatch slowBegan = new CountDownLatch(1);
    private final Map<String, List<String>> lastHeaders = new ConcurrentHashMap<>();

    private HttpService(String name, int port) throws IOException {
        this.name = name;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static HttpService start(String name) throws IOException {
        return new HttpService(name, 0);
    }

    static HttpService start(String name, int port) throws IOException {
        return new HttpService(name, port);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        lastHeaders.clear();
        lastHeaders.putAll(exchange.getRequestHeaders());
        if (exchange.getRequestURI().getPath().endsWith("/slow")) {
            slowBegan.countDown();
            await(slowMayEnd);
        }
        byte[] body = name.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String name() {
        return name;
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    void awaitSlowRequest() {
        await(slowBegan);
    }

    void letSlowRequestsEnd() {
        slowMayEnd.countDown();
    }

    String header(String header) {
        return String.join(", ", lastHeaders.getOrDefault(header, List.of()));
    }

    /** Breaks off everything at once, as a killed process does. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
