package io.slipway.registry.client;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Runs an instance of the inventory that answers what it is told to. */
final class Instance implements AutoCloseable {

    private final String id;
    private final MockWebServer server = new MockWebServer();
    private int port;

    Instance(String id) {
        this.id = id;
    }

    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        port = server.getPort();
    }

    void register(Registry registry) {
        registerAs("inventory", registry);
    }

    void registerAs(String service, Registry registry) {
        registry.register(new Registration(
                new ServiceInstance(id, service, "127.0.0.1", port, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }

    void answer(MockResponse response) {
        server.enqueue(response);
    }

    RecordedRequest take() throws InterruptedException {
        return server.takeRequest(5, TimeUnit.SECONDS);
    }

    int requests() {
        return server.getRequestCount();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close();
    }
}
