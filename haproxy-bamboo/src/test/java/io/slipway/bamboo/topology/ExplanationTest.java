package io.slipway.bamboo.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Server SERVER =
            new Server("t1", "h", "127.0.0.1", 1, "TASK_RUNNING", true, ConsulStatus.PASSING, Standing.SERVES, 1);

    private static Backend backend(String owner, List<Server> servers, Route... routes) {
        return new Backend(owner.substring(1), Origin.MARATHON, owner, owner, List.of(routes), Policy.DEFAULT, servers);
    }

    private static Backend backend(String owner, Route... routes) {
        return backend(owner, List.of(SERVER), routes);
    }

    private static Explanation explain(String url, Backend... backends) {
        return new Topology(true, Arrays.asList(backends), List.of()).explain(URI.create(url));
    }

    private static List<String> owners(Explanation explanation) {
        return explanation.matches().stream()
                .map(match -> match.backend().owner())
                .toList();
    }

    @Test
    @DisplayName("H5: /api takes /api and /api/…, never /apix")
    void aPathEndsWithItsSegment() {
        Backend api = backend("/api", new Route(null, "/api"));
        assertThat(owners(explain("http://e/api", api))).containsExactly("/api");
        assertThat(owners(explain("http://e/api/v2?x=1", api))).containsExactly("/api");
        assertThat(owners(explain("http://e/apix", api))).isEmpty();
        assertThat(owners(explain("http://e/api-admin/x", api))).isEmpty();
        assertThat(explain("http://e/apix", api).sentence())
                .isEqualTo("http://e/apix matches no route: the edge answers 404.");
    }

    @Test
    void priorityComesBeforeAHostAndAHostBeforeALongerPath() {
        Backend any = backend("/any", new Route(null, "/orders/v2"));
        Backend host = backend("/host", new Route("shop", "/"));
        Backend first = backend("/first", new Route(null, "/", 0, false, 1));
        assertThat(owners(explain("http://SHOP/orders/v2", any, host, first)))
                .containsExactly("/first", "/host", "/any");
        assertThat(explain("http://shop/x", any, host).sentence())
                .isEqualTo("http://shop/x goes to /host by its route shop/, to one of 1 server.");
    }

    @Test
    void aPortOfItsOwnIsApartFromTheWayIn() {
        Backend door = backend("/door", Route.port(5432));
        Backend web = backend("/web", new Route(null, "/"));
        assertThat(owners(explain("http://e:5432/", door, web))).containsExactly("/door");
        assertThat(owners(explain("http://e:9600/", door, web))).containsExactly("/web");
    }

    @Test
    void aRedirectAndALackOfServersAreSaid() {
        Backend secure = backend("/a", List.of(), new Route("a", "/", 0, true, 0));
        assertThat(explain("http://a/x", secure).sentence())
                .isEqualTo("http://a/x goes to /a by its route a/, which sends it to come again over HTTPS.");
        assertThat(explain("https://a/x", secure).sentence())
                .isEqualTo(
                        "https://a/x goes to /a by its route a/, of which no server can take it: the edge answers 503.");
    }
}
