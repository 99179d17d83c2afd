package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.unlessNotDone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Claims what a server tells about itself. */
abstract class ServerClaims extends Claims {

    @Test
    void aServerAnswersAndSaysWhoItIs() {
        assertThat(marathon().ping()).isTrue();
        Info info = marathon().info();
        assertThat(info.name()).isNotBlank();
        assertThat(info.version()).matches("1\\.[0-9]+\\..*");
        assertThat(info.elected()).isTrue();
        assertThat(marathon().leader())
                .hasValueSatisfying(
                        leader -> assertThat(leader).matches("[^:]+:[0-9]+").isEqualTo(info.leader()));
    }

    @Test
    void aServerCountsAndNamesItsPlugins() {
        JsonNode metrics = unlessNotDone(marathon()::metrics);

        assertThat(metrics.path("gauges").isObject()).isTrue();
        assertThat(marathon().plugins()).isNotNull();
    }
}
