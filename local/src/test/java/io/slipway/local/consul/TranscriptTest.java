package io.slipway.local.consul;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays what was recorded of a real Consul; {@code consul/allowed-differences.json} says what may differ, and why. */
class TranscriptTest {

    private EmbeddedConsul consul;

    @BeforeEach
    void start() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory().named("node1", "dc1"));
    }

    @AfterEach
    void stop() {
        consul.close();
    }

    @TestFactory
    Stream<DynamicTest> agentCatalogAndHealthAnswerLikeConsul() {
        return replay(Transcript.SERVERS.get(0));
    }

    @TestFactory
    Stream<DynamicTest> keysSessionsTransactionsAndEventsAnswerLikeConsul() {
        return replay(Transcript.SERVERS.get(1));
    }

    @TestFactory
    Stream<DynamicTest> blockingQueriesWaitAndWakeLikeConsul() {
        return replay(Transcript.SERVERS.get(2));
    }

    private Stream<DynamicTest> replay(List<String> files) {
        Replay replay = new Replay(consul.uri(), "allowed-differences.json");
        return files.stream()
                .flatMap(file -> Replay.steps(file).stream())
                .filter(step -> !replay.skips(step))
                .map(step -> DynamicTest.dynamicTest(step.name(), () -> replay.run(step)));
    }
}
