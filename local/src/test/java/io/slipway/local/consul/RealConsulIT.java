package io.slipway.local.consul;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Asks a real Consul the same, so that neither the recording nor the way it is compared can be wrong unseen. */
class RealConsulIT {

    private RealConsul consul;

    @BeforeAll
    static void find() {
        assumeTrue(RealConsul.binary().isPresent(), "No consul on the PATH, and CONSUL_BINARY names none");
    }

    @BeforeEach
    void start() throws IOException {
        consul = RealConsul.start(RealConsul.binary().orElseThrow());
    }

    @AfterEach
    void stop() {
        consul.close();
    }

    @TestFactory
    Stream<DynamicTest> agentCatalogAndHealthAnswerAsRecorded() {
        return replay(Transcript.SERVERS.get(0));
    }

    @TestFactory
    Stream<DynamicTest> keysSessionsTransactionsAndEventsAnswerAsRecorded() {
        return replay(Transcript.SERVERS.get(1));
    }

    @TestFactory
    Stream<DynamicTest> blockingQueriesWaitAndWakeAsRecorded() {
        return replay(Transcript.SERVERS.get(2));
    }

    private Stream<DynamicTest> replay(List<String> files) {
        return new Replay(consul.uri(), "real-consul-differences.json").of(files).stream();
    }
}
