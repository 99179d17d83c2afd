package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what one port of an app asks for.
 *
 * @param port which of the app's ports, from 0
 * @param weight of each of its servers
 */
record Ask(int port, List<Route> routes, Policy policy, int weight) {

    static final int MOST_PORTS = 20;

    /** Reads the labels of one port, and adds what is wrong with them to the faults. */
    static Ask of(int port, Map<String, String> labels, List<String> faults) {
        return new Reader("HAPROXY_" + port + "_", labels, faults).read(port);
    }

    /** Tells whether the labels ask for a route to a port, in whatever words. */
    static boolean isAsked(int port, Map<String, String> labels) {
        String prefix = "HAPROXY_" + port + "_";
        return labels.containsKey(prefix + "PATH")
                || labels.containsKey(prefix + "VHOST")
                || labels.containsKey(prefix + "PORT");
    }

    private record Reader(String prefix, Map<String, String> labels, List<String> faults) {

        Ask read(int port) {
            Mode mode = orElse("MODE", Grammar::mode, Mode.HTTP);
            boolean sticky = orElse("STICKY", Grammar::flag, false);
            Policy policy = new Policy(
                    mode,
                    orElse("BALANCE", Grammar::balance, Balance.ROUNDROBIN),
                    sticky,
                    new Timeouts(duration("TIMEOUT_SERVER"), duration("TIMEOUT_TUNNEL")));
            List<Route> routes = mode == Mode.TCP ? tcp() : http();
            return new Ask(port, routes, policy, orElse("WEIGHT", Grammar::weight, 1));
        }

        private List<Route> tcp() {
            for (String label : List.of("VHOST", "PATH", "STICKY", "REDIRECT_TO_HTTPS")) {
                if (labels.containsKey(prefix + label)) {
                    faults.add(prefix + label + " means nothing with " + prefix + "MODE tcp, which sees bytes");
                }
            }
            if (!labels.containsKey(prefix + "PORT")) {
                faults.add(prefix + "MODE tcp needs " + prefix + "PORT, the port that the edge is to open");
            }
            return List.of(Route.port(orElse("PORT", Grammar::port, 0)));
        }

        private List<Route> http() {
            int port = orElse("PORT", Grammar::port, 0);
            String path = orElse("PATH", Grammar::path, "/");
            boolean redirect = orElse("REDIRECT_TO_HTTPS", Grammar::flag, false);
            String hosts = labels.get(prefix + "VHOST");
            if (hosts == null) {
                return List.of(new Route(null, path, port, redirect, 0));
            }
            return hosts(hosts).stream()
                    .map(host -> new Route(host, path, port, redirect, 0))
                    .toList();
        }

        private Set<String> hosts(String value) {
            Set<String> hosts = new LinkedHashSet<>();
            if (value.length() > 4096) {
                faults.add(prefix + "VHOST " + Grammar.shown(value) + " is too long: at most 4096 characters");
                return hosts;
            }
            for (String host : value.split(",", -1)) {
                hosts.add(checked(prefix + "VHOST", host, Grammar::host, "", faults));
            }
            return hosts;
        }

        private @Nullable Duration duration(String label) {
            return labels.containsKey(prefix + label) ? orElse(label, Grammar::duration, Duration.ZERO) : null;
        }

        private <T> T orElse(String label, Function<String, T> reading, T otherwise) {
            String value = labels.get(prefix + label);
            return value == null ? otherwise : checked(prefix + label, value, reading, otherwise, faults);
        }
    }

    /** Reads a label; where it is refused, says so and stands in for it. */
    static <T> T checked(String label, String value, Function<String, T> reading, T stand, List<String> faults) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException fault) {
            faults.add(label + " " + Grammar.shown(value) + " " + fault.getMessage());
            return stand;
        }
    }

    /** Reads one tag as fabio has it: {@code urlprefix-shop.example.com/orders}, {@code urlprefix-:5432 proto=tcp}. */
    static Ask ofTag(String tag) {
        List<String> faults = new ArrayList<>();
        String[] words = tag.substring(TAG.length()).split(" ", -1);
        Mode mode = Mode.HTTP;
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("proto=tcp")) {
                mode = Mode.TCP;
            } else if (!words[i].equals("proto=http")) {
                faults.add("has an option that is not understood, " + Grammar.shown(words[i])
                        + ": write proto=http, proto=tcp or none");
            }
        }
        Route route = mode == Mode.TCP ? tcpTag(words[0], faults) : httpTag(words[0], faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The tag " + Grammar.shown(tag) + " " + String.join("; ", faults));
        }
        return new Ask(0, List.of(route), new Policy(mode, Balance.ROUNDROBIN, false, Timeouts.DEFAULT), 1);
    }

    /** What a tag begins with that asks for a route. */
    static final String TAG = "urlprefix-";

    private static Route tcpTag(String text, List<String> faults) {
        String port = text.startsWith(":") ? text.substring(1) : text;
        return Route.port(checked("has a port that", port, Grammar::port, 1, faults));
    }

    private static Route httpTag(String text, List<String> faults) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 ? "" : text.substring(slash);
        String checkedPath = checked("has a path that", path, Grammar::path, "/", faults);
        return new Route(
                host.isEmpty() ? null : checked("has a host that", host, Grammar::host, "", faults), checkedPath);
    }
}
