package io.slipway.bench.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.slipway.bamboo.Edge;
import io.slipway.bench.Row;
import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measures from the change in the source, a service's only healthy instance giving way to another one, to the first
 * request that the new one serves. The source is a registry in memory: what is measured is the edge, not the fetch.
 */
final class Effective {

    private static final int PORT = 18_090;
    private static final int PAGE = 18_091;

    private final HttpClient http = HttpClient.newHttpClient();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private Effective() {}

    /** @param arguments how many changes; 60 when absent */
    public static void main(String[] arguments) throws Exception {
        new Effective().measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60);
        System.exit(0);
    }

    private void measure(int changes) throws Exception {
        Path folder = Files.createTempDirectory("edge-bench");
        HttpServer one = serving("one");
        HttpServer two = serving("two");
        Edge.Options options =
                new Edge.Options("127.0.0.1", PORT, PAGE, folder.resolve("run"), folder.resolve("logs"), "haproxy");
        try (Edge edge = Edge.start(options, new NoApps(), registry)) {
            register("one", one);
            await("one");
            long reloads = reloads();
            List<Double> millis = new ArrayList<>();
            for (int change = 0; change < changes; change++) {
                String next = change % 2 == 0 ? "two" : "one";
                long begun = System.nanoTime();
                register(next, next.equals("one") ? one : two);
                registry.deregister(next.equals("one") ? "two" : "one");
                await(next);
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            Collections.sort(millis);
            print("changed to served, p50", millis.get(changes / 2));
            print("changed to served, p99", millis.get(changes * 99 / 100));
            System.out.printf("reloads for %d changes: %d (edge at %s)%n", changes, reloads() - reloads, edge.uri());
        } finally {
            one.stop(0);
            two.stop(0);
        }
    }

    private static void print(String what, double millis) {
        new Row(what, millis, 50, "ms", 1.0).print(System.out);
    }

    private void register(String id, HttpServer server) {
        int port = server.getAddress().getPort();
        registry.register(new Registration(
                new ServiceInstance(id, "bench", "127.0.0.1", port, List.of("urlprefix-/bench"), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }

    private void await(String name) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!get("http://127.0.0.1:" + PORT + "/bench").equals(name)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " serves nothing within 20 s.");
            }
        }
    }

    private long reloads() throws Exception {
        return new ObjectMapper()
                .readTree(get("http://127.0.0.1:" + PAGE + "/v1/topology"))
                .at("/haproxy/reloads")
                .asLong();
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static HttpServer serving(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
