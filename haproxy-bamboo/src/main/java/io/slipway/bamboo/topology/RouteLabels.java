package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the labels by which an app asks to be routed. They are written by whoever deploys: nothing of them goes on
 * unless it fits the grammar.
 *
 * <p>{@code HAPROXY_0_VHOST} (one host, or several after commas) and {@code HAPROXY_0_PATH}, as marathon-lb has them;
 * {@code consul} names the service under which the tasks register.
 *
 * @param routes empty when the app asks for none
 * @param service the name in Consul; absent when the tasks do not register
 */
record RouteLabels(List<Route> routes, @Nullable String service) {

    /** Reads an app's labels; an {@link IllegalArgumentException} says every fault found. */
    static RouteLabels of(Map<String, String> labels) {
        String path = labels.get("HAPROXY_0_PATH");
        String hosts = labels.get("HAPROXY_0_VHOST");
        if (path == null && hosts == null) {
            return new RouteLabels(List.of(), null);
        }
        List<String> faults = new ArrayList<>();
        String checkedPath = path == null ? "/" : checked("HAPROXY_0_PATH", path, Grammar::path, faults);
        List<Route> routes = hosts == null
                ? List.of(new Route(null, checkedPath))
                : hosts(hosts, faults).stream()
                        .map(host -> new Route(host, checkedPath))
                        .toList();
        String service = labels.get("consul");
        if (service != null) {
            checked("consul", service, Grammar::service, faults);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new RouteLabels(routes, service);
    }

    private static Set<String> hosts(String value, List<String> faults) {
        Set<String> hosts = new LinkedHashSet<>();
        if (value.length() > 4096) {
            faults.add("HAPROXY_0_VHOST " + Grammar.shown(value) + " is too long: at most 4096 characters");
            return hosts;
        }
        for (String host : value.split(",", -1)) {
            hosts.add(checked("HAPROXY_0_VHOST", host, Grammar::host, faults));
        }
        return hosts;
    }

    private interface Reading {
        String read(String text);
    }

    private static String checked(String label, String value, Reading reading, List<String> faults) {
        try {
            return reading.read(value);
        } catch (IllegalArgumentException fault) {
            faults.add(label + " " + Grammar.shown(value) + " " + fault.getMessage());
            return "/";
        }
    }
}
