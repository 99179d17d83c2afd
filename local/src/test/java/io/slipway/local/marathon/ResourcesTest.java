package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.definition.Resources;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offers one cpu, 100 MiB of memory and 100 MiB of disk. */
class ResourcesTest {

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() {
        LocalMarathon.Options options = TestServers.options(folder, null).with(new Resources(1, 100, 100));
        server = new Server(folder, LocalMarathon.start(options));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cpus':1.1,'mem':1 | InsufficientCpus",
                "'cpus':0.1,'mem':101 | InsufficientMemory",
                "'cpus':0.1,'mem':1,'disk':101 | InsufficientDisk",
            })
    void whatNeverFitsWaitsAndSaysWhy(String members, String reason) {
        server.create("'id':'/big','cmd':'exec sleep 1000'," + members);

        JsonNode waiting = awaitQueue(reason);

        assertThat(waiting.path("count").asInt()).isEqualTo(1);
        JsonNode unused = waiting.at("/lastUnusedOffers/0");
        assertThat(unused.at("/reason/0").asText()).isEqualTo(reason);
        assertThat(unused.at("/offer/hostname").asText()).isEqualTo("127.0.0.1");
        assertThat(unused.at("/offer/resources/0").toString())
                .isEqualTo("{\"name\":\"cpus\",\"role\":\"*\",\"scalar\":1.0}");
        assertThat(unused.at("/offer/resources/3/ranges")).hasSize(1);
        assertThat(server.get("/v2/queue").at("/queue/0").has("lastUnusedOffers"))
                .isFalse();
    }

    @Test
    void whatDoesNotFitStartsWhenSomethingElseGoes() {
        server.create("'id':'/first','cmd':'exec sleep 1000','cpus':0.6,'mem':1");
        server.awaitRunning("/first", 1);
        server.create("'id':'/second','cmd':'exec sleep 1000','cpus':0.6,'mem':1");
        awaitQueue("InsufficientCpus");

        server.http.send("DELETE", "/v2/apps//first", "");

        server.awaitRunning("/second", 1);
        assertThat(server.get("/v2/queue").path("queue")).isEmpty();
    }

    @Test
    void tenthsOfACpuAddUpToOne() {
        server.create("'id':'/tenths','cmd':'exec sleep 1000','cpus':0.1,'mem':1,'instances':10");

        server.awaitRunning("/tenths", 10);
    }

    private JsonNode awaitQueue(String reason) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.get("/v2/queue?embed=lastUnusedOffers").at("/queue/0"), queue -> {
                    for (JsonNode one : queue.at("/processedOffersSummary/rejectSummaryLastOffers")) {
                        if (one.path("declined").asInt() == 1) {
                            return one.path("reason").asText().equals(reason);
                        }
                    }
                    return false;
                });
    }
}
