package io.slipway.local.consul;

import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Asks a real Consul and the embedded agent the same, request by request, and compares their answers: status, headers,
 * JSON. {@code consul/allowed-differences.json} is the reviewed list of what may differ, and why.
 */
class SideBySideIT {

    private RealConsul real;
    private EmbeddedConsul embedded;

    @BeforeEach
    void start() throws IOException {
        // The recorded answers name Consul's usual ports between servers.
        real = RealConsul.start("-server-port=8300", "-serf-lan-port=8301", "-serf-wan-port=8302");
        // The server itself registers its node; a moment later its agent adds to that.
        Http http = new Http(real.uri());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> http.get("/v1/catalog/nodes").body().contains("lan_ipv4"));
        embedded = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory().named("node1", "dc1"));
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
            embedded.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> agentCatalogAndHealth() {
        return compare(recorded(Transcript.SERVERS.get(0)));
    }

    @TestFactory
    Stream<DynamicTest> keysSessionsTransactionsAndEvents() {
        return compare(recorded(Transcript.SERVERS.get(1)));
    }

    @TestFactory
    Stream<DynamicTest> blockingQueries() {
        return compare(recorded(Transcript.SERVERS.get(2)));
    }

    @TestFactory
    Stream<DynamicTest> whatWasNeverRecorded() {
        Cases cases = new Cases();
        Replay first = new Replay(real.uri(), "real-consul-differences.json");
        Replay second = new Replay(embedded.uri(), "allowed-differences.json");
        return cases.read().stream()
                .map(one ->
                        DynamicTest.dynamicTest(one.name(), () -> one.requests().forEach(request -> {
                            Replay.Step answered = first.run(cases.step(one, request));
                            cases.remember(request, answered.entry());
                            second.run(answered);
                        })));
    }

    private static Stream<Replay.Step> recorded(List<String> files) {
        return files.stream().flatMap(file -> Replay.steps(file).stream());
    }

    /** The recording says what to ask; the real Consul is held to it, and the embedded agent to the real Consul. */
    private Stream<DynamicTest> compare(Stream<Replay.Step> steps) {
        Replay first = new Replay(real.uri(), "real-consul-differences.json");
        Replay second = new Replay(embedded.uri(), "allowed-differences.json");
        return steps.filter(step -> !first.skips(step) && !second.skips(step))
                .map(step -> DynamicTest.dynamicTest(step.name(), () -> second.run(first.run(step))));
    }
}
