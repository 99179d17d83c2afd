package io.slipway.local.marathon;

import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonContract;
import io.slipway.marathon.http.MarathonClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LocalMarathonContractTest extends MarathonContract {

    @TempDir
    static Path folder;

    private static LocalMarathon server;

    private Marathon client;

    @BeforeAll
    static void start() {
        server = TestServers.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Marathon marathon() {
        client = MarathonClient.connect(List.of(server.uri()));
        return client;
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
