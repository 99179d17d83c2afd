package io.slipway.registry.testing;

import com.sun.net.httpserver.HttpServer;
import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** Answers every health check, so that what is registered stays healthy in a registry that really checks. */
final class AnsweringInstance implements AutoCloseable {

    private final HttpServer server;

    private AnsweringInstance(HttpServer server) {
        this.server = server;
    }

    static AnsweringInstance start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return new AnsweringInstance(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    Registration registration(ServiceInstance instance) {
        return new Registration(
                instance,
                new Check.Http(
                        URI.create("http://127.0.0.1:" + port() + "/"), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
