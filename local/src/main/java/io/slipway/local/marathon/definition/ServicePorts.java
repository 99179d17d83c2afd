package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives service ports where an app asks for port 0: those it had, else the lowest that no app has. */
final class ServicePorts {

    private static final int FIRST = 10_000;
    private static final int LAST = 20_000;

    private ServicePorts() {}

    /**
     * Fills the zeros in place.
     *
     * @param before what the app was; its ports that the new definition does not mention are reused first, in order
     * @param taken the service ports of every app
     */
    static void assign(ObjectNode app, @Nullable ObjectNode before, Set<Integer> taken) {
        Set<Integer> used = new HashSet<>(taken);
        List<Integer> mentioned = in(app);
        Deque<Integer> reusable = new ArrayDeque<>(before == null ? List.of() : in(before));
        reusable.removeAll(mentioned);
        used.addAll(mentioned);
        for (ObjectNode port : holders(app)) {
            String field = field(app);
            if (port.path(field).asInt() == 0) {
                int given = reusable.isEmpty() ? lowestFree(used) : reusable.removeFirst();
                port.put(field, given);
                used.add(given);
            }
        }
    }

    /** Returns the service ports of a definition in order, zeros left out. */
    static List<Integer> in(ObjectNode app) {
        List<Integer> ports = new ArrayList<>();
        for (ObjectNode port : holders(app)) {
            int number = port.path(field(app)).asInt();
            if (number != 0) {
                ports.add(number);
            }
        }
        return ports;
    }

    private static List<ObjectNode> holders(JsonNode app) {
        return Json.objects(
                app.has("portDefinitions") ? app.path("portDefinitions") : app.at("/container/portMappings"));
    }

    private static String field(JsonNode app) {
        return app.has("portDefinitions") ? "port" : "servicePort";
    }

    private static int lowestFree(Set<Integer> used) {
        for (int port = FIRST; port <= LAST; port++) {
            if (!used.contains(port)) {
                return port;
            }
        }
        throw Refusal.of(422, "Every service port from " + FIRST + " to " + LAST + " is in use.");
    }
}
