package io.slipway.local.consul;

import io.slipway.registry.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Runs a real Consul, found as {@code CONSUL_BINARY} or on the path, on free ports where it can choose them. */
final class RealConsul implements AutoCloseable {

    private final Process process;
    private final URI uri;

    private RealConsul(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static Optional<Path> binary() {
        String given = System.getenv("CONSUL_BINARY");
        return Stream.concat(
                        Stream.ofNullable(given).map(Path::of),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, "consul")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Starts one server, which is its own cluster; the ports between servers are Consul's usual ones. */
    static RealConsul start(Path binary) throws IOException {
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "agent",
                        "-dev",
                        "-node=node1",
                        "-bind=127.0.0.1",
                        "-dns-port=-1",
                        "-grpc-port=-1",
                        "-http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealConsul consul = new RealConsul(process, URI.create("http://127.0.0.1:" + port));
        try {
            // Its own service is in the catalog a moment after it leads, its check a moment later still.
            consul.await("/v1/catalog/nodes", "lan_ipv4");
            consul.await("/v1/health/service/consul?passing", "serfHealth");
            return consul;
        } catch (RuntimeException e) {
            consul.close();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void await(String path, String content) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).build();
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> client.send(
                        request, HttpResponse.BodyHandlers.ofString())
                .body()
                .contains(content));
    }
}
