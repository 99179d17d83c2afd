package io.slipway.registry.testing;

import io.slipway.registry.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * Runs real Consul servers on free ports of 127.0.0.1, and does to them what happens to servers: death, a freeze, a
 * restart. A test is skipped, and says so, where there is no Consul: {@code registry/src/test/bin/real-consul} has one.
 */
public final class RealConsul implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    private final List<String> command;
    private final URI uri;
    private Process process;

    private RealConsul(List<String> command, URI uri) throws IOException {
        this.command = List.copyOf(command);
        this.uri = uri;
        this.process = run();
    }

    /** Finds the program: {@code CONSUL_BINARY}, else the path's. */
    public static Optional<Path> binary() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CONSUL_BINARY")).map(Path::of),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, "consul")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Starts a server that keeps all in memory, and waits until it leads itself; {@code more} joins its arguments. */
    public static RealConsul start(String... more) throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<String> command = command(Ports.free(), "node1");
            command.add("-dev");
            command.addAll(List.of(more));
            RealConsul consul = of(command);
            try {
                consul.awaitReady();
                return consul;
            } catch (IllegalStateException ended) {
                // Somebody else took one of its ports since they were found free.
                if (attempt == ATTEMPTS) {
                    throw ended;
                }
            }
        }
    }

    /** Starts servers of one cluster with their data below the folder, and waits until each of them has a leader. */
    public static List<RealConsul> cluster(int servers, Path data) throws IOException {
        List<Ports> ports = Stream.generate(Ports::free).limit(servers).toList();
        List<RealConsul> cluster = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            List<String> command = command(ports.get(i), "node" + (i + 1));
            command.addAll(List.of("-server", "-bootstrap-expect=" + servers, "-data-dir=" + data.resolve("node" + i)));
            // The speed of a production cluster: the default is for a slow machine.
            command.addAll(List.of("-hcl", "performance { raft_multiplier = 1 }"));
            ports.forEach(other -> command.add("-retry-join=127.0.0.1:" + other.serf()));
            command.add("-retry-interval=1s");
            cluster.add(of(command));
        }
        cluster.forEach(RealConsul::awaitReady);
        return cluster;
    }

    private record Ports(int http, int server, int serf, int wan) {
        static Ports free() {
            int first = FreePort.firstOf(4);
            return new Ports(first, first + 1, first + 2, first + 3);
        }
    }

    private static List<String> command(Ports ports, String node) {
        String binary = binary().orElseThrow(() -> new TestAbortedException(
                        "No Consul here: set CONSUL_BINARY to what" + " registry/src/test/bin/real-consul prints"))
                .toString();
        return new ArrayList<>(List.of(
                binary,
                "agent",
                "-node=" + node,
                "-bind=127.0.0.1",
                "-client=127.0.0.1",
                "-http-port=" + ports.http(),
                "-server-port=" + ports.server(),
                "-serf-lan-port=" + ports.serf(),
                "-serf-wan-port=" + ports.wan(),
                "-dns-port=-1",
                "-grpc-port=-1"));
    }

    private static RealConsul of(List<String> command) throws IOException {
        String port = command.stream()
                .filter(word -> word.startsWith("-http-port="))
                .map(word -> word.substring("-http-port=".length()))
                .findFirst()
                .orElseThrow();
        return new RealConsul(command, URI.create("http://127.0.0.1:" + port));
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public URI uri() {
        return uri;
    }

    /** Asks whether this server leads its cluster, by its own word. */
    public boolean leads() {
        return get("/v1/agent/self")
                .filter(self -> self.replace(" ", "").contains("\"leader\":\"true\""))
                .isPresent();
    }

    /** Ends it as a power cut would: SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again with the same arguments: a server of {@link #start} is empty then. */
    public void restart() throws IOException {
        process = run();
        awaitReady();
    }

    /** Stops it in its tracks: connections are accepted, and nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
        }
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

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " " + process.pid() + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its own service's check: it is in the catalog a moment after the server has a leader. */
    public void awaitReady() {
        Awaitility.await("Consul at " + uri)
                .atMost(START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "Consul ended with status " + process.exitValue() + " instead of listening: " + command);
        }
    }

    private boolean isReady() {
        return get("/v1/health/service/consul?passing")
                .filter(body -> body.contains("serfHealth"))
                .isPresent();
    }

    private Optional<String> get(String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri.resolve(path))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
