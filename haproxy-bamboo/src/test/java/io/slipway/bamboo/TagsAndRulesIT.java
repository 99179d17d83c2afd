package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.rule.RuleStore.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Routes what Consul tags and operators order, through a real HAProxy. */
class TagsAndRulesIT {

    private EdgeFixture fixture;
    private HttpService one;
    private HttpService two;
    private RuleStore store;

    @BeforeEach
    void start() throws Exception {
        fixture = new EdgeFixture();
        one = HttpService.start("one");
        two = HttpService.start("two");
        store = new RuleStore(fixture.registry, Edge.RULES, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        one.close();
        two.close();
    }

    private static Change change(long expected) {
        return new Change(expected, "ann", "because");
    }

    @Test
    void aTaggedServiceIsRoutedWithoutAnApp() throws Exception {
        fixture.start();
        fixture.register("i1", "db", one.port(), "urlprefix-/db");
        fixture.awaitTraffic("i1");
        assertThat(fixture.get("/db").body()).startsWith("one");
        fixture.registry.maintain("i1", true, "patch");
        fixture.register("i2", "db", two.port(), "urlprefix-/db");
        fixture.awaitTraffic("i2");
        assertThat(fixture.get("/db").body()).startsWith("two");
    }

    @Test
    @DisplayName(
            "H8, H12: an agent that restarted with nothing loses no tagged service at once, and is believed in the end")
    void tagsThatVanishAtOnceAreHeldAndThenBelieved() throws Exception {
        fixture.start();
        fixture.register("i1", "db", one.port(), "urlprefix-/db");
        fixture.awaitTraffic("i1");
        fixture.registry.deregister("i1");
        fixture.awaitTopology(topology -> topology.at("/sources/consul/held")
                        .asText()
                        .contains("Consul suddenly lists 0 of 1 services that are tagged for the edge")
                && topology.at("/backends/0/servers/0/standing").asText().equals("held"));
        fixture.awaitTopology(topology -> topology.path("backends").isEmpty());
    }

    @Test
    void aRuleSendsAndIsTakenBackAndADrainEndsByItself() throws Exception {
        fixture.route(
                app("/a", Map.of("HAPROXY_0_PATH", "/a"), task("/a", "t1", one.port())),
                app("/b", Map.of(), task("/b", "t2", two.port())));
        fixture.start();
        store.put(
                new Rule(
                        "mine",
                        new Send(new Route(null, "/a"), Policy.DEFAULT, List.of(new Target("/b", 1)), List.of()),
                        "ann",
                        "try",
                        null,
                        0),
                change(0));
        fixture.awaitTraffic("t2");
        assertThat(fixture.get("/a").body()).startsWith("two");
        store.remove("mine", change(1));
        fixture.awaitTraffic("t1");
        assertThat(fixture.get("/a").body()).startsWith("one");
        store.put(new Rule("look", new Drain("t1"), "ann", "dump", null, 0), change(2));
        fixture.awaitTopology(topology -> fixture.server("t1").path("draining").asBoolean());
        store.put(new Rule("look", new Drain("t1"), "ann", "dump", Instant.now().plusSeconds(1), 0), change(3));
        fixture.awaitTraffic("t1");
    }

    @Test
    void rulesThatCannotBeReadChangeNothing() throws Exception {
        fixture.route(app("/a", Map.of("HAPROXY_0_PATH", "/a"), task("/a", "t1", one.port())));
        fixture.start();
        fixture.awaitTraffic("t1");
        fixture.registry.put(RuleStore.currentKey(Edge.RULES), "{broken");
        fixture.awaitTopology(topology -> topology.at("/sources/consul/held")
                .asText()
                .contains("The rules at slipway/edge/rules/current cannot be read: The stored rules are no JSON."));
        assertThat(Set.copyOf(fixture.takers())).containsExactly("t1");
    }
}
