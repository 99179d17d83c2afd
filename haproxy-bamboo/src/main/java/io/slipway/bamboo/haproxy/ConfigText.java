package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Renders a layout as HAProxy's configuration; the same layout gives the same text. */
public final class ConfigText {

    private static final String GLOBAL = """
            # Written by Slipway's edge, and again at the next change: edits are lost.
            # It holds the servers as they are now, so that a restart of HAProxy needs nothing else.

            global
                stats socket %s mode 600 level admin expose-fd listeners
                stats timeout 30s
                log stdout format raw daemon err
                # Where nobody limits descriptors, HAProxy would reserve memory for a billion of them.
                fd-hard-limit 65536
                hard-stop-after 5m
                mworker-max-reloads 50

            """;

    private static final String DEFAULTS = """
            defaults
                mode http
                log global
                # Only what went wrong is logged: errors are raised from info to err.
                option log-separate-errors
                log-format '%%tr %%ci "%%HM %%HPO" %%b/%%s %%ST %%tsc retries=%%rc %%TR/%%Tw/%%Tc/%%Tr/%%Ta id=%%[var(txn.request_id)]'
                unique-id-format %%[uuid()]
                timeout connect 2s
                timeout client 60s
                timeout server 60s
                timeout tunnel 1h
                timeout http-request 10s
                timeout http-keep-alive 60s
                timeout queue 5s
                http-reuse safe
                balance roundrobin
                # A server that cannot be reached, or dies before it answers: the request goes to another one.
                retries 3
                option redispatch 1
                retry-on conn-failure empty-response
                http-error %s
                http-error %s
                http-error %s

            """;

    private static final String FRONTEND = """
            frontend edge
                bind %s
                # What reached a server may be repeated only where repeating is harmless.
                http-request disable-l7-retry unless { method GET HEAD OPTIONS PUT DELETE }
                http-request set-header X-Request-Id %%[unique-id] unless { req.hdr(X-Request-Id) -m reg '^[A-Za-z0-9._-]{1,128}$' }
                http-request set-var(txn.request_id) req.hdr(X-Request-Id)
                http-request set-var(txn.host) req.hdr(host),field(1,:),lower
                # Overwritten, not appended to: nobody before the edge is believed.
                http-request del-header Forwarded
                http-request set-header X-Forwarded-For %%[src]
                http-request set-header X-Forwarded-Host %%[req.hdr(host)]
                http-request set-header X-Forwarded-Port %%[dst_port]
                http-request set-header X-Forwarded-Proto http
                http-after-response set-header X-Request-Id %%[var(txn.request_id)]
            """;

    private final String bind;
    private final Path adminSocket;

    /** @param bind {@code host:port} of the way in */
    public ConfigText(String bind, Path adminSocket) {
        this.bind = bind;
        this.adminSocket = adminSocket;
    }

    public String render(Layout layout) {
        StringBuilder text = new StringBuilder();
        text.append(GLOBAL.formatted(Quoted.word(adminSocket.toString())));
        text.append(DEFAULTS.formatted(
                ErrorPage.answer(502, "Bad answer", "The service broke off before it answered."),
                ErrorPage.answer(503, "Not available", "No instance of this service can answer now. Try again soon."),
                ErrorPage.answer(504, "No answer in time", "The service took too long to answer.")));
        text.append(FRONTEND.formatted(Quoted.word(bind)));
        rules(layout).forEach(rule -> text.append("    ").append(rule).append('\n'));
        text.append("    default_backend edge_no_route\n");
        text.append("\nbackend edge_no_route\n    http-request return ")
                .append(noRoute(layout))
                .append('\n');
        layout.pools().forEach(pool -> backend(pool, text));
        return text.toString();
    }

    private static String noRoute(Layout layout) {
        return layout.known()
                ? ErrorPage.answer(404, "No such route", "No service answers at this address.")
                : ErrorPage.answer(503, "Starting", "The edge does not know its services yet. Try again soon.");
    }

    private record Rule(Route route, String pool) {}

    private static List<String> rules(Layout layout) {
        List<Rule> rules = new ArrayList<>();
        layout.pools().forEach(pool -> pool.routes().forEach(route -> rules.add(new Rule(route, pool.name()))));
        return rules.stream()
                .sorted(Comparator.comparing(Rule::route))
                .map(rule -> "use_backend " + Quoted.name(rule.pool()) + condition(rule.route()))
                .toList();
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

    private static void backend(Pool pool, StringBuilder text) {
        text.append("\nbackend ").append(Quoted.name(pool.name())).append('\n');
        for (Slot slot : pool.slots()) {
            Tenant target = slot.target();
            text.append("    server ")
                    .append(Quoted.name(slot.name()))
                    .append(' ')
                    .append(address(target))
                    .append(slot.use() == Slot.Use.READY ? "" : " disabled")
                    .append('\n');
        }
    }

    private static String address(Tenant target) {
        String ip = target.address();
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + target.port();
    }
}
