package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Route;
import java.util.Map;
import java.util.TreeMap;

/** Renders one frontend: what every request passes, and which backend gets it. */
final class Door {

    private static final String ENTRANCE = """
                # What reached a server may be repeated only where repeating is harmless.
                http-request disable-l7-retry unless { method GET HEAD OPTIONS PUT DELETE }
                http-request set-header X-Request-Id %[unique-id] unless { req.hdr(X-Request-Id) -m reg '^[A-Za-z0-9._-]{1,128}$' }
                http-request set-var(txn.request_id) req.hdr(X-Request-Id)
                http-request set-var(txn.host) req.hdr(host),field(1,:),lower
                # Overwritten, not appended to: nobody before the edge is believed.
                http-request del-header Forwarded
                http-request set-header X-Forwarded-For %[src]
                http-request set-header X-Forwarded-Host %[req.hdr(host)]
                http-request set-header X-Forwarded-Port %[dst_port]
                http-request set-header X-Forwarded-Proto http
                http-request set-header X-Forwarded-Proto https if { ssl_fc }
                http-after-response set-header X-Request-Id %[var(txn.request_id)]
            """;

    private final String name;
    private final String binds;
    private final Map<Route, String> rules = new TreeMap<>();

    /** @param binds whole lines */
    Door(String name, String binds) {
        this.name = name;
        this.binds = binds;
    }

    void add(Route route, String pool) {
        rules.put(route, pool);
    }

    String render() {
        StringBuilder text = new StringBuilder("frontend ").append(name).append('\n');
        text.append(binds).append(ENTRANCE);
        rules.forEach((route, pool) -> text.append("    use_backend ")
                .append(Quoted.name(pool))
                .append(condition(route))
                .append('\n'));
        return text.append("    default_backend edge_no_route\n").toString();
    }

    /** {@code /api} takes {@code /api} and {@code /api/…}: a bare prefix would catch {@code /apix} too. */
    private static String condition(Route route) {
        String host = route.host() == null ? "" : " { var(txn.host) -m str " + Quoted.word(route.host()) + " }";
        if (route.path().equals("/")) {
            return host.isEmpty() ? "" : " if" + host;
        }
        return " if" + host + " { path -m str " + Quoted.word(route.path()) + " } or" + host + " { path -m beg "
                + Quoted.word(route.path() + "/") + " }";
    }
}
