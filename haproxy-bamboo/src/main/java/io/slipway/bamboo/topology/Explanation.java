package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Route;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers "which service gets this URL?".
 *
 * @param url what was asked
 * @param matches every route that would take it, in the order of matching: the first one has it, the others are
 *     shadowed
 */
public record Explanation(String url, List<Match> matches) {

    /** Joins a route with the backend that it leads to. */
    public record Match(Route route, Backend backend) {}

    public Explanation {
        matches = List.copyOf(matches);
    }

    static Explanation of(Topology topology, URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        List<Match> all = topology.backends().stream()
                .flatMap(backend -> backend.routes().stream().map(route -> new Match(route, backend)))
                .toList();
        boolean doorOfItsOwn = all.stream().anyMatch(match -> match.route().port() == url.getPort());
        int port = doorOfItsOwn ? url.getPort() : 0;
        Stream<Match> taking = all.stream()
                .filter(match -> match.route().port() == port && match.route().matches(host, path))
                .sorted(Comparator.comparing(Match::route));
        return new Explanation(url.toString(), taking.toList());
    }

    /** Returns the route that has it. */
    public Optional<Match> winner() {
        return matches.stream().findFirst();
    }

    /** Tells whether the client is sent to come again over HTTPS. */
    public boolean redirects() {
        return url.startsWith("http:")
                && winner().map(match -> match.route().redirectToHttps()).orElse(false);
    }

    /** Returns one sentence. */
    public String sentence() {
        return winner().map(this::sentence).orElse(url + " matches no route: the edge answers 404.");
    }

    private String sentence(Match match) {
        long takers = match.backend().servers().stream().filter(Server::takes).count();
        String where = url + " goes to " + match.backend().owner() + " by its route " + match.route();
        if (redirects()) {
            return where + ", which sends it to come again over HTTPS.";
        }
        return where
                + (takers == 0
                        ? ", of which no server can take it: the edge answers 503."
                        : ", to one of " + takers + (takers == 1 ? " server." : " servers."));
    }
}
