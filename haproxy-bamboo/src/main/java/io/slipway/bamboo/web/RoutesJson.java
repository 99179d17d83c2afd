package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.topology.Explanation;
import io.slipway.bamboo.topology.Explanation.Match;
import io.slipway.bamboo.topology.Topology;
import java.util.Comparator;
import java.util.List;

/** Writes the routes in the order in which they are tried, and which of them get a URL. */
final class RoutesJson {

    private RoutesJson() {}

    static ArrayNode of(Topology topology) {
        return array(topology.backends().stream()
                .flatMap(backend -> backend.routes().stream().map(route -> new Match(route, backend)))
                .sorted(Comparator.comparing(Match::route))
                .toList());
    }

    static ObjectNode of(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("url", explanation.url())
                .put("sentence", explanation.sentence())
                .put("redirectsToHttps", explanation.redirects());
        json.set("matches", array(explanation.matches()));
        return json;
    }

    private static ArrayNode array(List<Match> matches) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        matches.forEach(match -> array.add(one(match)));
        return array;
    }

    private static ObjectNode one(Match match) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host", match.route().host())
                .put("path", match.route().path())
                .put("port", match.route().port())
                .put("priority", match.route().priority())
                .put("redirectToHttps", match.route().redirectToHttps())
                .put("origin", match.backend().origin().word())
                .put("owner", match.backend().owner())
                .put("service", match.backend().service())
                .put("backend", match.backend().name());
    }
}
