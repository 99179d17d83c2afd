package io.slipway.marathon.http;

import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonContract;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs the contract against any server: its addresses, parted by commas, stand in MARATHON_URL. */
@EnabledIfEnvironmentVariable(
        named = "MARATHON_URL",
        matches = ".+",
        disabledReason = "MARATHON_URL names no Marathon to run the contract against")
class MarathonUrlIT extends MarathonContract {

    private final Marathon client =
            MarathonClient.connect(Arrays.stream(System.getenv("MARATHON_URL").split(",", -1))
                    .map(URI::create)
                    .toList());

    @Override
    protected Marathon marathon() {
        return client;
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
