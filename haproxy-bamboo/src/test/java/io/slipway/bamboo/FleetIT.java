package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.bamboo.fleet.Beacon;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FleetIT {

    private static JsonNode published(EdgeFixture fixture) {
        Map<String, JsonNode> edges = Beacon.edges(fixture.registry, Edge.EDGES);
        return edges.values().stream().findFirst().orElse(MissingNode.getInstance());
    }

    @Test
    @DisplayName("H35: an edge publishes what it routes and what it drained, and takes that back when it ends")
    void anEdgePublishesWhatItRoutes() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture();
                HttpService service = HttpService.start("orders")) {
            Task task = task("/orders", "t1", service.port());
            fixture.route(app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), task));
            fixture.start();
            fixture.awaitTraffic("t1");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> published(fixture).at("/lastApply/ok").asBoolean());
            String model = published(fixture).path("model").asText();
            assertThat(model).hasSize(32);
            fixture.marathon.status(task, "TASK_KILLING");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> published(fixture).at("/drained/0").asText().equals("t1"));
            assertThat(published(fixture).path("model").asText()).isNotEqualTo(model);
            fixture.stop();
            assertThat(Beacon.edges(fixture.registry, Edge.EDGES)).isEmpty();
        }
    }
}
