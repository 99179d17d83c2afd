package io.slipway.registry.faults;

import com.sun.net.httpserver.HttpServer;
import io.slipway.registry.Check;
import io.slipway.registry.FreePort;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.registration.Announcer;
import io.slipway.registry.registration.QuickAnnouncer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Is one instance of the service that is called: it answers with its name, and announces itself. */
final class Peer implements AutoCloseable {

    static final String SERVICE = "peer";

    private final HttpServer server;
    private final Announcer announcer;

    private Peer(HttpServer server, Announcer announcer) {
        this.server = server;
        this.announcer = announcer;
    }

    static Peer start(Registry registry, String id) throws IOException {
        return start(registry, id, FreePort.find());
    }

    private static Peer start(Registry registry, String id, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        byte[] answer = ("\"" + id + "\"").getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return new Peer(server, QuickAnnouncer.start(registry, registration(id, port)));
    }

    static Registration registration(String id, int port) {
        return new Registration(
                new ServiceInstance(id, SERVICE, "127.0.0.1", port, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    Announcer announcer() {
        return announcer;
    }

    /** Leaves in order: withdrawn first, and still answering those who have not heard of it. */
    @Override
    public void close() {
        announcer.close();
        server.stop(1);
    }

    /** Runs as a process of its own: {@code consul id port}. */
    public static void main(String[] arguments) throws Exception {
        Registry registry = ConsulRegistry.connect(URI.create(arguments[0]));
        Peer peer = start(registry, arguments[1], Integer.parseInt(arguments[2]));
        peer.announcer.awaitRegistered(Duration.ofMinutes(1));
        System.out.println("up");
        new CountDownLatch(1).await();
    }
}
