package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Breaks real Consul servers under a discovery: calls find their instances all the time. */
@Timeout(120)
class DiscoveryFaultsIT {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT_DOUBT = Duration.ofSeconds(2);
    private static final Duration LONG_DOUBT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void aServiceThatGoesToNothingIsGoneOnceConsulHasSaidSoTwice() throws Exception {
        RealConsul consul = start();
        Registry registry = connect(consul);
        Discovery discovery = discovery(registry, LONG_DOUBT);
        register(registry, consul, "orders-1", "orders-2", "orders-3");
        awaitIds(discovery, "orders-1", "orders-2", "orders-3");

        List.of("orders-1", "orders-2", "orders-3").forEach(registry::deregister);

        awaitIds(discovery);
        assertThat(discovery.snapshot("orders").stale()).isFalse();
    }

    @Test
    void anAgentThatIsFrozenLeavesTheLastGoodList() throws Exception {
        RealConsul consul = start();
        Registry registry = connect(consul);
        Discovery discovery = discovery(registry, LONG_DOUBT);
        register(registry, consul, "orders-1", "orders-2");
        awaitIds(discovery, "orders-1", "orders-2");

        consul.freeze();
        await().atMost(LONG).until(() -> discovery.snapshot("orders").stale());
        assertThat(discovery.lease("orders", Set.of())).isPresent();

        consul.thaw();
        await().atMost(LONG).until(() -> !discovery.snapshot("orders").stale());
        register(registry, consul, "orders-3");
        awaitIds(discovery, "orders-1", "orders-2", "orders-3");
    }

    @Test
    void anAgentThatComesBackEmptyIsBelievedOnlyAfterAWhile() throws Exception {
        RealConsul consul = start();
        Registry registry = connect(consul);
        Discovery patient = discovery(registry, LONG_DOUBT);
        Discovery hasty = discovery(registry, SHORT_DOUBT);
        register(registry, consul, "orders-1", "orders-2", "orders-3");
        awaitIds(patient, "orders-1", "orders-2", "orders-3");
        awaitIds(hasty, "orders-1", "orders-2", "orders-3");

        consul.kill();
        consul.restart();

        awaitIds(hasty);
        assertThat(ids(patient)).containsExactly("orders-1", "orders-2", "orders-3");
        // The first to register again is not taken for all.
        register(registry, consul, "orders-1");
        awaitIds(hasty, "orders-1");
        assertThat(ids(patient)).containsExactly("orders-1", "orders-2", "orders-3");
        register(registry, consul, "orders-2");
        awaitIds(patient, "orders-1", "orders-2");
    }

    @Test
    void aClusterThatLosesItsLeaderLosesNoInstance() throws Exception {
        List<RealConsul> cluster = RealConsul.cluster(3, folder);
        opened.addAll(cluster);
        RealConsul leader =
                cluster.stream().filter(RealConsul::leads).findFirst().orElseThrow();
        RealConsul follower =
                cluster.stream().filter(server -> server != leader).findFirst().orElseThrow();
        Registry registry = connect(follower);
        Discovery discovery = discovery(registry, LONG_DOUBT);
        List<Integer> sizes = new ArrayList<>();
        register(registry, follower, "orders-1", "orders-2");
        awaitIds(discovery, "orders-1", "orders-2");
        opened.add(discovery.onChange(
                "orders", snapshot -> sizes.add(snapshot.instances().size())));

        leader.kill();
        await().atMost(LONG).until(() -> cluster.stream().anyMatch(server -> server != leader && server.leads()));
        register(registry, follower, "orders-3");

        awaitIds(discovery, "orders-1", "orders-2", "orders-3");
        assertThat(sizes).doesNotContain(0, 1);
    }

    @Test
    void aRestartWhileConsulIsGoneFindsItsPeersOnTheDisk() throws Exception {
        RealConsul consul = start();
        Registry registry = connect(consul);
        try (Discovery before = discovery(registry, LONG_DOUBT)) {
            register(registry, consul, "orders-1", "orders-2");
            awaitIds(before, "orders-1", "orders-2");
        }
        consul.kill();

        Discovery after = discovery(registry, LONG_DOUBT);

        assertThat(ids(after)).containsExactly("orders-1", "orders-2");
        assertThat(after.snapshot("orders").stale()).isTrue();
        consul.restart();
        register(registry, consul, "orders-2", "orders-3");
        awaitIds(after, "orders-2", "orders-3");
        assertThat(after.snapshot("orders").stale()).isFalse();
    }

    @Test
    void rightsThatAreTakenAwayEmptyNothing() throws Exception {
        RealConsul consul = RealConsul.start(
                "-hcl",
                "acl { enabled = true default_policy = \"deny\" tokens { master = \"root\" default = \"root\" } }");
        opened.add(consul);
        Registry registry = connect(consul);
        // Into the catalog: what is registered with an agent gets a new index whenever the agent gets a new token.
        for (String id : List.of("orders-1", "orders-2")) {
            put(
                    consul,
                    "/v1/catalog/register",
                    "{\"Node\":\"elsewhere\",\"Address\":\"10.0.0.5\",\"Service\":{\"ID\":\"" + id
                            + "\",\"Service\":\"orders\",\"Port\":31000}}");
        }
        put(consul, "/v1/acl/policy", "{\"Name\":\"reader\",\"Rules\":\"" + READ_ALL + "\"}");
        put(
                consul,
                "/v1/acl/token",
                "{\"SecretID\":\"11111111-1111-1111-1111-111111111111\",\"Policies\":[{\"Name\":\"reader\"}]}");
        put(consul, "/v1/agent/token/default", "{\"Token\":\"11111111-1111-1111-1111-111111111111\"}");
        try (Logs logs = Logs.of(Discovery.class)) {
            Discovery discovery = discovery(registry, SHORT_DOUBT);
            awaitIds(discovery, "orders-1", "orders-2");

            put(consul, "/v1/acl/policy", "{\"Name\":\"nothing\",\"Rules\":\"\"}");
            put(
                    consul,
                    "/v1/acl/token",
                    "{\"SecretID\":\"22222222-2222-2222-2222-222222222222\",\"Policies\":[{\"Name\":\"nothing\"}]}");
            put(consul, "/v1/agent/token/default", "{\"Token\":\"22222222-2222-2222-2222-222222222222\"}");
            assertThat(registry.healthyInstances("orders", 0, Duration.ZERO).value())
                    .isEmpty();

            await().atMost(LONG).until(() -> discovery.snapshot("orders").stale());
            // Longer than a registry is doubted that has just come back.
            await().pollDelay(SHORT_DOUBT.multipliedBy(2)).until(() -> true);
            assertThat(ids(discovery)).containsExactly("orders-1", "orders-2");
            assertThat(logs.lines())
                    .containsExactly(
                            "WARN Watching orders is not possible: the registry shows far less than before, though"
                                    + " nothing changed: its rules seem to withhold it. The instances last known stay in use, and"
                                    + " the registry is asked again until it answers.");

            put(consul, "/v1/agent/token/default", "{\"Token\":\"11111111-1111-1111-1111-111111111111\"}");
            await().atMost(LONG).until(() -> !discovery.snapshot("orders").stale());
        }
    }

    private static final String READ_ALL =
            "service_prefix \\\"\\\" { policy = \\\"read\\\" } node_prefix \\\"\\\" { policy = \\\"read\\\" }";

    private static void put(RealConsul consul, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(consul.uri().resolve(path))
                                .header("X-Consul-Token", "root")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private RealConsul start() throws IOException {
        RealConsul consul = RealConsul.start();
        opened.add(consul);
        return consul;
    }

    private Registry connect(RealConsul consul) {
        Registry registry = ConsulRegistry.connect(consul.uri());
        opened.add(registry);
        return registry;
    }

    private Discovery discovery(Registry registry, Duration doubt) {
        Pace pace = new Pace(
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                doubt,
                1000,
                Duration.ofMillis(1));
        Discovery discovery = new Discovery(
                registry,
                Discovery.Options.DEFAULT.withSnapshotFolder(folder.resolve("snapshots")),
                pace,
                Surroundings.REAL);
        opened.add(discovery);
        return discovery;
    }

    /** Registers instances that are as healthy as Consul itself: its own port is what their check opens. */
    private static void register(Registry registry, RealConsul consul, String... ids) {
        URI uri = consul.uri();
        for (String id : ids) {
            registry.register(new Registration(
                    new ServiceInstance(id, "orders", "127.0.0.1", uri.getPort(), List.of(), Map.of()),
                    new Check.Tcp("127.0.0.1", uri.getPort(), Duration.ofSeconds(10), Duration.ofSeconds(5)),
                    Duration.ofMinutes(10)));
        }
    }

    private static List<String> ids(Discovery discovery) {
        return discovery.snapshot("orders").instances().stream()
                .map(ServiceInstance::id)
                .toList();
    }

    private static void awaitIds(Discovery discovery, String... ids) {
        await().atMost(LONG).untilAsserted(() -> assertThat(ids(discovery)).containsExactly(ids));
    }
}
