package io.slipway.bamboo.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,126}");
    private static final int SHOWN = 60;

    /** Reads an app's labels; an {@link IllegalArgumentException} says every fault found. */
    static RouteLabels of(Map<String, String> labels) {
        String path = labels.get("HAPROXY_0_PATH");
        String hosts = labels.get("HAPROXY_0_VHOST");
        if (path == null && hosts == null) {
            return new RouteLabels(List.of(), null);
        }
        List<String> faults = new ArrayList<>();
        String checkedPath = path == null ? "/" : checked("HAPROXY_0_PATH", path, Route::path, faults);
        List<Route> routes = hosts == null
                ? List.of(new Route(null, checkedPath))
                : hosts(hosts, faults).stream()
                        .map(host -> new Route(host, checkedPath))
                        .toList();
        String service = labels.get("consul");
        if (service != null) {
            checked("consul", service, RouteLabels::service, faults);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new RouteLabels(routes, service);
    }

    private static Set<String> hosts(String value, List<String> faults) {
        Set<String> hosts = new LinkedHashSet<>();
        if (value.length() > 4096) {
            faults.add("HAPROXY_0_VHOST " + shown(value) + " is too long: at most 4096 characters");
            return hosts;
        }
        for (String host : value.split(",", -1)) {
            hosts.add(checked("HAPROXY_0_VHOST", host, Route::host, faults));
        }
        return hosts;
    }

    private static String service(String value) {
        if (!SERVICE.matcher(value).matches()) {
            throw new IllegalArgumentException("is no service name: write letters, digits and . _ -, as in orders");
        }
        return value;
    }

    private interface Grammar {
        String read(String text);
    }

    private static String checked(String label, String value, Grammar grammar, List<String> faults) {
        try {
            return grammar.read(value);
        } catch (IllegalArgumentException fault) {
            faults.add(label + " " + shown(value) + " " + fault.getMessage());
            return "/";
        }
    }

    /** Quotes a hostile value so that it can stand in one line of a log or a page. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.chars().limit(SHOWN).forEach(c -> {
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.append(value.length() > SHOWN ? "\"… (" + value.length() + " characters)" : "\"")
                .toString();
    }
}
