package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.rule.RuleStore.Change;
import io.slipway.marathon.App;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes a real HAProxy no more than it has to be, and lets nobody hold up the others. */
class ApplyIT {

    private EdgeFixture fixture;
    private HttpService service;
    private RuleStore store;
    private App orders;

    @BeforeEach
    void start() throws Exception {
        fixture = new EdgeFixture();
        service = HttpService.start("orders");
        store = new RuleStore(fixture.registry, Edge.RULES, Clock.systemUTC());
        orders = app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), task("/orders", "t1", service.port()));
        fixture.route(orders);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        service.close();
    }

    private static Rule rule(String path, String snippet) {
        Send send =
                new Send(new Route(null, path), Policy.DEFAULT, List.of(new Target("/orders", 1)), List.of(snippet));
        return new Rule("mine", send, "ann", "try", null, 0);
    }

    private static Change change(long expected) {
        return new Change(expected, "ann", "because");
    }

    private static boolean leavesOut(JsonNode topology, String reason) {
        return topology.at("/leftOut/0/reason").asText().startsWith(reason);
    }

    @Test
    @DisplayName("H33: a successor that finds nothing to change changes nothing")
    void aSuccessorThatFindsNothingToChangeChangesNothing() throws Exception {
        fixture.start();
        fixture.awaitTraffic("t1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(fixture.options.run().resolve("layout.json")));
        String worker = fixture.hand("show info")
                .lines()
                .filter(line -> line.startsWith("Pid:"))
                .findFirst()
                .orElse("");
        String config = Files.readString(fixture.config());
        fixture.edge().abandon();
        fixture.start();
        fixture.awaitTraffic("t1");
        assertThat(fixture.hand("show info")).contains(worker);
        assertThat(fixture.config()).hasContent(config);
        assertThat(fixture.topology().at("/haproxy/reloads").asInt()).isZero();
        assertThat(fixture.get("/orders").body()).isEqualTo("orders");
    }

    @Test
    void aSuccessorThatDoesNotKnowWhatRunsReloadsOnce() throws Exception {
        fixture.start();
        fixture.awaitTraffic("t1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(fixture.options.run().resolve("layout.json")));
        fixture.edge().abandon();
        Files.writeString(fixture.options.run().resolve("layout.json"), "{\"config\":\"other\"}");
        fixture.start();
        fixture.awaitTraffic("t1");
        assertThat(fixture.topology().at("/haproxy/reloads").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("H1: a backend that HAProxy refuses is named, keeps what it had, and holds up nobody else")
    void oneThatIsRefusedHoldsUpNobodyElse() throws Exception {
        store.put(rule("/mine", "no-such-directive at all"), change(0));
        fixture.start();
        fixture.awaitTraffic("t1");
        fixture.awaitTopology(topology ->
                leavesOut(topology, "HAProxy refuses its part of the configuration, so it stays as it was: "));
        assertThat(fixture.get("/orders").body()).isEqualTo("orders");
        assertThat(fixture.get("/mine").status()).isEqualTo(404);

        store.put(rule("/mine", "http-response set-header X-Mine yes"), change(1));
        fixture.awaitTopology(topology -> topology.path("leftOut").isEmpty()
                && topology.at("/lastApply/ok").asBoolean());
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.get("/mine").status() == 200);
        assertThat(fixture.get("/mine").header("X-Mine")).isEqualTo("yes");

        store.put(rule("/mine", "http-response set-header"), change(2));
        fixture.awaitTopology(topology -> !topology.path("leftOut").isEmpty());
        assertThat(fixture.get("/mine").header("X-Mine")).isEqualTo("yes");
    }

    @Test
    @DisplayName("H29: a port that somebody else has is named, and no reload fails on it")
    void aPortThatSomebodyElseHasIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            fixture.start();
            fixture.route(
                    orders,
                    app(
                            "/db",
                            Map.of("HAPROXY_0_MODE", "tcp", "HAPROXY_0_PORT", Integer.toString(taken.getLocalPort())),
                            task("/db", "t2", service.port())));
            fixture.awaitTopology(topology -> leavesOut(
                    topology, "The port " + taken.getLocalPort() + " cannot be opened (Address already in use"));
            assertThat(fixture.get("/orders").body()).isEqualTo("orders");
        }
        fixture.awaitTraffic("t1", "t2");
    }
}
