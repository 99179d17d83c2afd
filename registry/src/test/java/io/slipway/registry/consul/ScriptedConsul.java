package io.slipway.registry.consul;

import io.slipway.registry.Registry;
import io.slipway.registry.internal.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Connects a registry to a server that answers as it is told. */
abstract class ScriptedConsul {

    final MockWebServer consul = new MockWebServer();
    Registry registry;
    String at;

    @BeforeEach
    void start() throws IOException {
        consul.start(InetAddress.getLoopbackAddress(), 0);
        at = "http://127.0.0.1:" + consul.getPort();
        registry = ConsulRegistry.connect(URI.create(at));
    }

    @AfterEach
    void stop() {
        registry.close();
        consul.close();
        Threads.awaitOnly(Set.of());
    }

    void answer(int status, String body) {
        consul.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }
}
