package io.slipway.bamboo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.bamboo.apply.ApplyLoop.Pace;
import io.slipway.bamboo.haproxy.Ways;
import io.slipway.bamboo.source.ConsulSource;
import io.slipway.bamboo.source.MarathonSource;
import io.slipway.bamboo.web.Face;
import io.slipway.marathon.App;
import io.slipway.registry.Check;
import io.slipway.registry.FreePort;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs an edge with a real HAProxy over sources that a test moves by hand. */
final class EdgeFixture implements AutoCloseable {

    /** As the default, but for what would only make tests wait. */
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(2),
            new MarathonSource.Timing(Duration.ofMillis(2), Duration.ofSeconds(30), Duration.ofMillis(150)),
            new ConsulSource.Timing(Duration.ofSeconds(30), Duration.ofMillis(600)),
            new Pace(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofMillis(600)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    static final Map<String, String> ORDERS = Map.of("HAPROXY_0_PATH", "/orders", "consul", "orders");

    final ScriptedMarathon marathon = new ScriptedMarathon();
    final InMemoryRegistry registry = new InMemoryRegistry();
    final Path folder;
    final Edge.Options options;
    private Edge edge;

    EdgeFixture() throws IOException {
        this(null);
    }

    /** @param certificates absent for an edge without HTTPS */
    EdgeFixture(Path certificates) throws IOException {
        this.folder = Files.createTempDirectory("edge");
        this.options = new Edge.Options(
                "127.0.0.1",
                FreePort.find(),
                FreePort.find(),
                folder.resolve("run"),
                folder.resolve("logs"),
                "haproxy",
                Set.of("*"),
                certificates == null ? null : new Ways.Tls(FreePort.find(), certificates));
    }

    EdgeFixture start() {
        edge = Edge.start(options, Face.onLoopback(options.pagePort()), marathon, registry, QUICK);
        return this;
    }

    Edge edge() {
        return edge;
    }

    void stop() {
        edge.close();
    }

    /** Registers an instance under the id of its task. */
    void register(String task, String service, int port, String... tags) {
        registry.register(new Registration(
                new ServiceInstance(task, service, "127.0.0.1", port, List.of(tags), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }

    void route(App... apps) {
        marathon.now(List.of(apps));
    }

    Http.Answer get(String path, String... headers) throws IOException {
        return Http.get(edge.uri(), path, headers);
    }

    JsonNode topology() {
        try {
            return new ObjectMapper()
                    .readTree(Http.get(edge.page(), "/v1/topology").body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lists the servers of all backends. */
    List<JsonNode> servers() {
        return StreamSupport.stream(topology().path("backends").spliterator(), false)
                .flatMap(backend -> StreamSupport.stream(backend.path("servers").spliterator(), false))
                .toList();
    }

    JsonNode server(String task) {
        return servers().stream()
                .filter(server -> server.path("task").asText().equals(task))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server for " + task));
    }

    /** Waits until exactly these tasks get requests. */
    void awaitTraffic(String... tasks) {
        awaitTopology(topology -> takers().equals(Stream.of(tasks).sorted().toList()));
    }

    List<String> takers() {
        return servers().stream()
                .filter(server -> server.path("haproxy").asText().startsWith("UP"))
                .filter(server -> !server.path("draining").asBoolean())
                .map(server -> server.path("task").asText())
                .sorted()
                .toList();
    }

    void awaitTopology(Predicate<JsonNode> condition) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .until(this::topology, condition);
    }

    Path config() {
        return options.run().resolve("haproxy.cfg");
    }

    /** Talks to HAProxy behind the edge's back. */
    String hand(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(options.run().resolve("admin.sock")));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    ProcessHandle master() {
        return ProcessHandle.of(topology().path("haproxy").path("pid").asLong()).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (edge != null) {
            edge.close();
        }
        registry.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
