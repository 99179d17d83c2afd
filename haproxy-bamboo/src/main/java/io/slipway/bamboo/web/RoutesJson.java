package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.Route;
import io.slipway.bamboo.topology.Topology;
import java.util.Comparator;

/** Writes the routes in the order in which they are tried. */
final class RoutesJson {

    private record Entry(Route route, Backend backend) {}

    private RoutesJson() {}

    static ArrayNode of(Topology topology) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        topology.backends().stream()
                .flatMap(backend -> backend.routes().stream().map(route -> new Entry(route, backend)))
                .sorted(Comparator.comparing(Entry::route))
                .forEach(entry -> array.add(one(entry)));
        return array;
    }

    private static ObjectNode one(Entry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host", entry.route().host())
                .put("path", entry.route().path())
                .put("service", entry.backend().service())
                .put("app", entry.backend().app().path())
                .put("backend", entry.backend().name());
    }
}
