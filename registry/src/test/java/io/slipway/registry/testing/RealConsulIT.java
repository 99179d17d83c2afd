package io.slipway.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the servers which other tests break can be broken. */
final class RealConsulIT {

    @TempDir
    Path data;

    @Test
    void aClusterThatLosesItsLeaderChoosesAnother() throws Exception {
        List<RealConsul> cluster = RealConsul.cluster(3, data);
        try {
            RealConsul leader =
                    cluster.stream().filter(RealConsul::leads).findFirst().orElseThrow();

            leader.kill();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cluster.stream().anyMatch(server -> server != leader && server.leads()));
            leader.restart();
            assertThat(cluster).filteredOn(RealConsul::leads).hasSize(1);
        } finally {
            cluster.forEach(RealConsul::close);
        }
    }

    @Test
    void aFrozenServerGoesOnWhenItIsThawed() throws Exception {
        try (RealConsul consul = RealConsul.start()) {
            consul.freeze();
            consul.thaw();

            consul.awaitReady();
        }
    }
}
