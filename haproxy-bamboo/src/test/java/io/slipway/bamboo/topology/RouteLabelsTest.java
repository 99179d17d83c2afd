package io.slipway.bamboo.topology;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.route.Route;
import io.slipway.marathon.App;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("H1: labels are hostile")
class RouteLabelsTest {

    private static final List<String> LABELS = Stream.of(
                    "VHOST",
                    "PATH",
                    "MODE",
                    "PORT",
                    "STICKY",
                    "BALANCE",
                    "REDIRECT_TO_HTTPS",
                    "GROUP",
                    "WEIGHT",
                    "TIMEOUT_SERVER",
                    "TIMEOUT_TUNNEL",
                    "BACKEND_HEAD")
            .flatMap(label -> Stream.of("HAPROXY_0_" + label, "HAPROXY_7_" + label))
            .toList();

    private static RouteLabels path(String path) {
        return RouteLabels.of(Map.of("HAPROXY_0_PATH", path), Doors.OPEN);
    }

    private static RouteLabels host(String host) {
        return RouteLabels.of(Map.of("HAPROXY_0_VHOST", host), Doors.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/a/b.c/d_e~f", "/v1@2:3+4", "/..a", "/a..b", "/.well-known"})
    void goodPathsAreTakenAsTheyAre(String path) {
        assertThat(path(path).routes()).containsExactly(new Route(null, path));
    }

    @Test
    void aTrailingSlashIsDropped() {
        assertThat(path("/orders/").routes()).containsExactly(new Route(null, "/orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//",
                "/a//b",
                "/a b",
                "/a\n    server evil 6.6.6.6:80",
                "/a\r",
                "/a\0",
                "/a'",
                "/a\"",
                "/a#",
                "/$HOME",
                "/a\\",
                "/a\u00a0b",
                "/../a",
                "/a/..",
                "/a/./b",
                "/.",
                "/%2e%2e",
                "/a;b",
                "/a?b",
                "/{a}",
                "/é",
                "http://evil/"
            })
    void badPathsAreRefused(String path) {
        assertThatThrownBy(() -> path(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HAPROXY_0_PATH \"")
                .hasMessageEndingWith("\" is no path: write / and segments of letters, digits and . _ ~ @ : + -,"
                        + " at most 256 characters, as in /orders");
    }

    @Test
    void aHugePathIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> path("/" + "a".repeat(10_000)))
                .hasMessage("HAPROXY_0_PATH \"/" + "a".repeat(59) + "\"… (10001 characters) is no path: write / and"
                        + " segments of letters, digits and . _ ~ @ : + -, at most 256 characters, as in /orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "-a",
                "a-",
                "a..b",
                ".a",
                "a.",
                "a_b",
                "*",
                "a,",
                "a:80",
                "é.com",
                "a'b",
                "\u212a.com",
                "a\nb"
            })
    void badHostsAreRefused(String host) {
        assertThatThrownBy(() -> host(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HAPROXY_0_VHOST \"")
                .hasMessageContaining("\" is no host name: write letters, digits, inner dashes and dots, as in"
                        + " shop.example.com");
    }

    @Test
    void severalHostsShareAPath() {
        assertThat(RouteLabels.of(Map.of("HAPROXY_0_VHOST", "A.example.com,b", "HAPROXY_0_PATH", "/x"), Doors.OPEN)
                        .routes())
                .containsExactly(new Route("a.example.com", "/x"), new Route("b", "/x"));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() -> RouteLabels.of(
                        Map.of("HAPROXY_0_PATH", "x", "HAPROXY_0_VHOST", "a\u00a0b", "consul", "../kv/secret"),
                        Doors.OPEN))
                .hasMessage(
                        "HAPROXY_0_PATH \"x\" is no path: write / and segments of letters, digits and . _ ~ @ : + -,"
                                + " at most 256 characters, as in /orders; HAPROXY_0_VHOST \"a\\u00a0b\" is no host name: write"
                                + " letters, digits, inner dashes and dots, as in shop.example.com; consul \"../kv/secret\" is no"
                                + " service name: write letters, digits and . _ -, as in orders");
    }

    @Test
    void noLabelNobodyAsked() {
        assertThat(RouteLabels.of(Map.of("consul", "orders\n"), Doors.OPEN).routes())
                .isEmpty();
    }

    @Test
    @DisplayName("H1, H3, H5: a hundred thousand hostile labels, tags and rules never touch another app's routing")
    void hostileWordsNeverTouchAnotherApp() {
        Random random = new Random(20260101);
        App good = app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), task("/orders", "t1", 9701));
        Backend expected = build(List.of(good)).backends().get(0);
        // So many where the machine is quick; where it is not, the time is bounded and the seed the same.
        long deadline = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        int tried = 0;
        while (tried < 100_000 && (tried < 1000 || System.nanoTime() < deadline)) {
            Map<String, String> labels = new HashMap<>();
            for (int label = 1 + random.nextInt(4); label > 0; label--) {
                labels.put(LABELS.get(random.nextInt(LABELS.size())), noise(random));
            }
            Set<String> tags = Set.of("urlprefix-" + noise(random));
            Words words =
                    new Words(marathon(List.of(good, app("/zz", labels))), Map.of(), Map.of("zz", tags), List.of());
            Topology topology = TopologyBuilder.build(words, Doors.OPEN);
            assertThat(topology.backend(expected.name())).contains(expected);
            assertThat(topology.explain(URI.create("http://edge/orders/1")).winner())
                    .hasValueSatisfying(
                            winner -> assertThat(winner.backend().owner()).isEqualTo("/orders"));
            topology.leftOut().forEach(app -> assertThat(app.reason()).matches("[ -~…]*"));
            tried++;
        }
    }

    private static String noise(Random random) {
        String spice = "/aZ09._-~'\"#$\\\n\r\0\t ;{}%\u00a0é€/../";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "/" : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(spice.charAt(random.nextInt(spice.length())));
        }
        return text.toString();
    }

    private static MarathonView marathon(List<App> apps) {
        return new MarathonView(true, apps, Set.of(), Set.of(), Map.of("127.0.0.1", "127.0.0.1"));
    }

    private static Topology build(List<App> apps) {
        return TopologyBuilder.build(Words.of(marathon(apps), Map.of()), Doors.OPEN);
    }
}
