package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H1: hostile labels disturb nobody else")
class HostileLabelsIT {

    private static final List<String> HOSTILE = List.of(
            "/a\n    server evil 6.6.6.6:80",
            "/a' or { always_true }",
            "/a\" #",
            "/#",
            "/$HOME",
            "/a\u00a0b",
            "/../orders",
            "/orders/../..",
            "/" + "a".repeat(10_000),
            "/a\\",
            "/a\0b",
            "/orders;/x",
            "<script>alert(1)</script>");

    @Test
    void badAppsAreLeftOutWithAReasonAndTheGoodOneIsServed() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture().start();
                HttpService orders = HttpService.start("orders")) {
            App good = app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), task("/orders", "t1", orders.port()));
            fixture.route(good);
            fixture.awaitTraffic("t1");
            String config = Files.readString(fixture.config());
            int reloads = fixture.topology().path("haproxy").path("reloads").asInt();

            List<App> apps = new ArrayList<>(List.of(good));
            for (int i = 0; i < HOSTILE.size(); i++) {
                apps.add(app("/bad-" + i + "-path", Map.of("HAPROXY_0_PATH", HOSTILE.get(i)), task("/x", "x" + i, 1)));
                apps.add(app("/bad-" + i + "-host", Map.of("HAPROXY_0_VHOST", HOSTILE.get(i)), task("/x", "y" + i, 1)));
            }
            fixture.marathon.now(apps);

            fixture.awaitTopology(topology -> topology.path("leftOut").size() == 2 * HOSTILE.size());
            JsonNode first = fixture.topology().path("leftOut").path(0);
            assertThat(first.path("app").asText()).isEqualTo("/bad-0-host");
            assertThat(first.path("reason").asText())
                    .isEqualTo("HAPROXY_0_VHOST \"/a\\u000a    server evil 6.6.6.6:80\" is no host name: write letters,"
                            + " digits, inner dashes and dots, as in shop.example.com.");
            assertThat(fixture.get("/orders").body()).isEqualTo("orders");
            assertThat(Files.readString(fixture.config())).isEqualTo(config);
            assertThat(fixture.topology().path("haproxy").path("reloads").asInt())
                    .isEqualTo(reloads);
        }
    }
}
