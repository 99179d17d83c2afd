package io.slipway.local.consul;

import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Asks a real Consul the same, so that neither the recording nor the way it is compared can be wrong unseen. */
class RealConsulIT {

    private RealConsul consul;

    @BeforeEach
    void start() throws IOException {
        // The recorded answers name Consul's usual ports between servers.
        consul = RealConsul.start("-server-port=8300", "-serf-lan-port=8301", "-serf-wan-port=8302");
    }

    @AfterEach
    void stop() {
        if (consul != null) {
            consul.close();
        }
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
