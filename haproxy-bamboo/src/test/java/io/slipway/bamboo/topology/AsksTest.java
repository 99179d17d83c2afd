package io.slipway.bamboo.topology;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.bamboo.topology.ConsulView.Place;
import io.slipway.bamboo.topology.Topology.LeftOut;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsksTest {

    private static final Map<String, Place> ONE = Map.of("i1", new Place("h", "10.0.0.1", 9000));

    private static MarathonView marathon(App... apps) {
        return new MarathonView(true, Arrays.asList(apps), Set.of(), Set.of(), Map.of("127.0.0.1", "127.0.0.1"));
    }

    private static Topology apps(Doors doors, App... apps) {
        return TopologyBuilder.build(Words.of(marathon(apps), Map.of()), doors);
    }

    private static Topology tags(Set<String> tags, App... apps) {
        ConsulView view = new ConsulView(ONE, Set.of(), true);
        return TopologyBuilder.build(
                new Words(marathon(apps), Map.of("db", view), Map.of("db", tags), List.of()), Doors.OPEN);
    }

    private static Topology rules(List<Rule> rules, App... apps) {
        return TopologyBuilder.build(new Words(marathon(apps), Map.of(), Map.of(), rules), Doors.OPEN);
    }

    private static Rule send(String id, Route route, Target... to) {
        return new Rule(id, new Send(route, Policy.DEFAULT, List.of(to), List.of()), "ann", "why", null, 1);
    }

    private static Task ports(String id, Integer... ports) {
        return new Task(id, AppId.of("/a"), "127.0.0.1", Arrays.asList(ports), "TASK_RUNNING", "v", "t", List.of());
    }

    @Test
    void everyLabelSaysWhatItSays() {
        App app = app(
                "/a",
                Map.of(
                        "HAPROXY_0_VHOST", "a.example.com",
                        "HAPROXY_0_STICKY", "true",
                        "HAPROXY_0_BALANCE", "leastconn",
                        "HAPROXY_0_REDIRECT_TO_HTTPS", "true",
                        "HAPROXY_0_TIMEOUT_SERVER", "5s",
                        "HAPROXY_0_WEIGHT", "10",
                        "HAPROXY_1_MODE", "tcp",
                        "HAPROXY_1_PORT", "5432"),
                ports("t1", 9701, 9702));
        assertThat(apps(Doors.OPEN, app).backends())
                .extracting(
                        Backend::routes,
                        Backend::policy,
                        backend -> backend.servers().get(0).port(),
                        backend -> backend.servers().get(0).weight())
                .containsExactlyInAnyOrder(
                        tuple(
                                List.of(new Route("a.example.com", "/", 0, true, 0)),
                                new Policy(
                                        Mode.HTTP, Balance.LEASTCONN, true, new Timeouts(Duration.ofSeconds(5), null)),
                                9701,
                                10),
                        tuple(
                                List.of(Route.port(5432)),
                                new Policy(Mode.TCP, Balance.ROUNDROBIN, false, Timeouts.DEFAULT),
                                9702,
                                1));
    }

    @Test
    @DisplayName("H29: a TCP app has a port of its own and nothing of HTTP")
    void bytesHaveAPortAndNothingElse() {
        assertThat(apps(Doors.OPEN, app("/a", Map.of("HAPROXY_0_MODE", "tcp", "HAPROXY_0_PATH", "/a"), ports("t", 1)))
                        .leftOut())
                .containsExactly(new LeftOut(
                        "/a",
                        "HAPROXY_0_PATH means nothing with HAPROXY_0_MODE tcp, which sees bytes; HAPROXY_0_MODE tcp needs"
                                + " HAPROXY_0_PORT, the port that the edge is to open."));
    }

    @Test
    @DisplayName("H13: a port that the task does not have is no other port of it")
    void aPortThatIsMissingIsNoOther() {
        App app = app("/a", Map.of("HAPROXY_1_PATH", "/a"), ports("t", 9701));
        assertThat(apps(Doors.OPEN, app).backends().get(0).servers())
                .extracting(Server::port, Server::standing)
                .containsExactly(tuple(0, Standing.NO_ADDRESS));
    }

    @Test
    @DisplayName("H14: two apps on one TCP port, or on the edge's own, have one visible loser")
    void aPortHasOneOwner() {
        Map<String, String> labels = Map.of("HAPROXY_0_MODE", "tcp", "HAPROXY_0_PORT", "5432");
        Map<String, String> web = Map.of("HAPROXY_0_PORT", "5432", "HAPROXY_0_PATH", "/x");
        Map<String, String> own = Map.of("HAPROXY_0_MODE", "tcp", "HAPROXY_0_PORT", "9600");
        Topology topology = apps(
                new Doors(Set.of("*"), Map.of(9600, "is the edge's own")),
                app("/b", labels),
                app("/a", labels),
                app("/c", web),
                app("/d", own));
        assertThat(topology.backends()).extracting(Backend::owner).containsExactly("/a");
        assertThat(topology.leftOut())
                .containsExactly(
                        new LeftOut("/b", "The route :5432/ belongs to /a already: choose another one."),
                        new LeftOut("/c", "The port 5432 is used in the other mode already: choose another one."),
                        new LeftOut("/d", "The port 9600 is the edge's own: choose another one."));
    }

    @Test
    void anAppOfAnotherGroupIsNotForThisEdge() {
        App inner = app("/in", Map.of("HAPROXY_GROUP", "inner", "HAPROXY_0_PATH", "/in"));
        App both = app(
                "/both",
                Map.of(
                        "HAPROXY_GROUP", "inner",
                        "HAPROXY_0_PATH", "/x",
                        "HAPROXY_1_GROUP", "outer",
                        "HAPROXY_1_PATH", "/y"));
        Topology topology = apps(new Doors(Set.of("outer"), Map.of()), inner, both);
        assertThat(topology.backends())
                .extracting(backend -> backend.routes().toString())
                .containsExactly("[/y]");
        assertThat(topology.leftOut()).isEmpty();
    }

    @Test
    void aTaggedServiceIsRoutedWithoutMarathon() {
        Topology topology = tags(Set.of("urlprefix-shop.example.com/db", "urlprefix-/db", "urlprefix-:5432 proto=tcp"));
        assertThat(topology.backends())
                .extracting(Backend::owner, backend -> backend.routes().toString(), backend -> backend.policy()
                        .mode())
                .containsExactlyInAnyOrder(
                        tuple("consul:db", "[shop.example.com/db, /db]", Mode.HTTP),
                        tuple("consul:db", "[:5432/]", Mode.TCP));
        assertThat(topology.backends().get(0).servers())
                .containsExactly(
                        new Server("i1", "h", "10.0.0.1", 9000, "", false, ConsulStatus.PASSING, Standing.SERVES, 1));
    }

    @Test
    @DisplayName("H1: tags are hostile")
    void aTagThatIsNoneIsNamedAndTheOthersHold() {
        Topology topology = tags(Set.of("urlprefix-/db", "urlprefix-/x strip=/x", "urlprefix-a'b/c"));
        assertThat(topology.backends().get(0).routes()).hasToString("[/db]");
        assertThat(topology.leftOut())
                .containsExactly(
                        new LeftOut(
                                "consul:db",
                                "The tag \"urlprefix-/x strip=/x\" has an option that is not understood, \"strip=/x\":"
                                        + " write proto=http, proto=tcp or none."),
                        new LeftOut(
                                "consul:db",
                                "The tag \"urlprefix-a'b/c\" has a host that \"a'b\" is no host name: write letters,"
                                        + " digits, inner dashes and dots, as in shop.example.com."));
    }

    @Test
    void anOperatorsRuleComesBeforeAnAppAndAnAppBeforeATag() {
        App app = app("/a", Map.of("HAPROXY_0_PATH", "/db"), task("/a", "t1", 9701));
        assertThat(tags(Set.of("urlprefix-/db"), app).leftOut())
                .containsExactly(new LeftOut("consul:db", "The route /db belongs to /a already: choose another one."));
        Topology topology = rules(List.of(send("mine", new Route(null, "/db"), new Target("/a", 1))), app);
        assertThat(topology.backends()).extracting(Backend::owner).containsExactly("rule:mine");
        assertThat(topology.leftOut())
                .containsExactly(new LeftOut("/a", "The route /db belongs to rule:mine already: choose another one."));
    }

    @Test
    void sharesAreOfTargetsWhateverTheNumberOfTheirServers() {
        App three = app("/a", Map.of(), task("/a", "a1", 1), task("/a", "a2", 2), task("/a", "a3", 3));
        App one = app("/b", Map.of(), task("/b", "b1", 4));
        Topology topology = rules(
                List.of(send("canary", new Route(null, "/x"), new Target("/a", 75), new Target("/b", 25))), three, one);
        assertThat(topology.backends().get(0).servers())
                .extracting(Server::task, Server::weight)
                .containsExactly(tuple("a1", 1), tuple("a2", 1), tuple("a3", 1), tuple("b1", 1));
        assertThat(rules(
                                List.of(send(
                                        "canary", new Route(null, "/x"), new Target("/a", 9), new Target("/b", 1))),
                                three,
                                one)
                        .backends()
                        .get(0)
                        .servers())
                .extracting(Server::weight)
                .containsExactly(256, 256, 256, 85);
    }

    @Test
    void aTaskIsDrainedOnDemandWhoeverRoutesToIt() {
        Rule drain = new Rule("look", new Drain("t1"), "ann", "heap dump", null, 1);
        App app = app("/a", Map.of("HAPROXY_0_PATH", "/a"), task("/a", "t1", 1), task("/a", "t2", 2));
        assertThat(rules(List.of(drain), app).backends().get(0).servers())
                .extracting(Server::standing)
                .containsExactly(Standing.DRAINED, Standing.SERVES);
    }

    @Test
    void aGroupOrLabelThatIsWrongIsSaidWhole() {
        assertThatThrownBy(() -> RouteLabels.of(
                        Map.of("HAPROXY_0_PATH", "/a", "HAPROXY_0_STICKY", "yes", "HAPROXY_0_WEIGHT", "-1"),
                        Doors.OPEN))
                .hasMessage("HAPROXY_0_STICKY \"yes\" is neither true nor false; HAPROXY_0_WEIGHT \"-1\" is no weight:"
                        + " write a number from 0 to 256");
    }
}
