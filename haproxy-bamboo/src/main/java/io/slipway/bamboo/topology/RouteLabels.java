package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the labels by which an app asks to be routed. They are written by whoever deploys: nothing of them goes on
 * unless it fits the grammar.
 *
 * <p>For its port {@code n} an app writes, as marathon-lb has them, {@code HAPROXY_n_VHOST} (one host, or several after
 * commas), {@code _PATH}, {@code _MODE}, {@code _PORT}, {@code _STICKY}, {@code _BALANCE}, {@code _REDIRECT_TO_HTTPS} and
 * {@code _GROUP}, and besides {@code _WEIGHT}, {@code _TIMEOUT_SERVER} and {@code _TIMEOUT_TUNNEL}; {@code HAPROXY_GROUP}
 * is for all its ports, and {@code consul} names the service under which the tasks register. Other labels are not read:
 * none is ever a piece of HAProxy's configuration.
 *
 * @param asks one per port that is to be routed here; empty when the app asks for nothing, or not of this edge
 * @param service the name in Consul; absent when the tasks do not register
 */
record RouteLabels(List<Ask> asks, @Nullable String service) {

    /** Reads an app's labels; an {@link IllegalArgumentException} says every fault found. */
    static RouteLabels of(Map<String, String> labels, Doors doors) {
        List<String> faults = new ArrayList<>();
        List<Ask> asks = IntStream.range(0, Ask.MOST_PORTS)
                .filter(port -> Ask.isAsked(port, labels) && doors.isFor(group(port, labels)))
                .mapToObj(port -> Ask.of(port, labels, faults))
                .toList();
        String service = labels.get("consul");
        if (service != null && !asks.isEmpty()) {
            Ask.checked("consul", service, Grammar::service, "", faults);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new RouteLabels(asks, asks.isEmpty() ? null : service);
    }

    /** Tells whether an app asks for a route, in whatever words. */
    static boolean ask(Map<String, String> labels) {
        return IntStream.range(0, Ask.MOST_PORTS).anyMatch(port -> Ask.isAsked(port, labels));
    }

    /** Returns the service under which an app's tasks register; a name that is none counts as none. */
    static Optional<String> service(Map<String, String> labels) {
        try {
            return Optional.ofNullable(labels.get("consul")).map(Grammar::service);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static String group(int port, Map<String, String> labels) {
        String everyPort = labels.getOrDefault("HAPROXY_GROUP", "");
        return labels.getOrDefault("HAPROXY_" + port + "_GROUP", everyPort);
    }

    List<Route> routes() {
        return asks.stream().flatMap(ask -> ask.routes().stream()).toList();
    }
}
