package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Mode;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
            %s
            """;

    private static final String TLS = """
                ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
                tune.ssl.default-dh-param 2048
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

    private static final String BYTES = """

            # Bytes from here on: nothing is read or written.
            defaults
                mode tcp
                log global
                option dontlog-normal
                log-format '%t %ci %ft %b/%s %Tw/%Tc/%Tt %B %ts'
                timeout connect 2s
                timeout client 1h
                timeout server 1h
                timeout client-fin 10s
                timeout queue 5s
                balance roundrobin
                retries 3
                option redispatch 1
            """;

    private final Ways ways;
    private final Paths paths;

    public ConfigText(Ways ways, Paths paths) {
        this.ways = ways;
        this.paths = paths;
    }

    public String render(Layout layout) {
        StringBuilder text = new StringBuilder();
        Ways.Tls tls = layout.certificates().isEmpty() ? null : ways.tls();
        text.append(GLOBAL.formatted(Quoted.word(paths.adminSocket().toString()), tls == null ? "" : TLS));
        text.append(DEFAULTS.formatted(
                ErrorPage.answer(502, "Bad answer", "The service broke off before it answered."),
                ErrorPage.answer(503, "Not available", "No instance of this service can answer now. Try again soon."),
                ErrorPage.answer(504, "No answer in time", "The service took too long to answer.")));
        List<Pool> http = pools(layout, Mode.HTTP);
        doors(http, tls).forEach(door -> text.append(door).append('\n'));
        text.append("backend edge_no_route\n    http-request return ")
                .append(noRoute(layout))
                .append('\n');
        http.forEach(pool -> text.append('\n').append(new Section(pool, tls).render()));
        List<Pool> bytes = pools(layout, Mode.TCP);
        if (!bytes.isEmpty()) {
            text.append(BYTES);
            bytes.forEach(pool -> bytes(pool, text));
        }
        return text.toString();
    }

    private static List<Pool> pools(Layout layout, Mode mode) {
        return layout.pools().stream()
                .filter(pool -> pool.policy().mode() == mode)
                .toList();
    }

    private static String noRoute(Layout layout) {
        return layout.known()
                ? ErrorPage.answer(404, "No such route", "No service answers at this address.")
                : ErrorPage.answer(503, "Starting", "The edge does not know its services yet. Try again soon.");
    }

    /** Gathers the routes by the port on which they are asked for; the edge's own is there even without one. */
    private List<String> doors(List<Pool> pools, Ways.@Nullable Tls tls) {
        TreeMap<Integer, Door> doors = new TreeMap<>();
        String clear = "    bind " + Quoted.word(ways.bind(ways.port())) + "\n";
        String secure = tls == null
                ? ""
                : "    bind " + Quoted.word(ways.bind(tls.port())) + " ssl crt-list "
                        + Quoted.word(paths.certificates().resolve("list").toString()) + " alpn h2,http/1.1\n";
        doors.put(0, new Door("edge", clear + secure));
        pools.forEach(pool -> pool.routes().forEach(route -> doors.computeIfAbsent(
                        route.port(),
                        port -> new Door("port_" + port, "    bind " + Quoted.word(ways.bind(port)) + "\n"))
                .add(route, pool.name())));
        return doors.values().stream().map(Door::render).toList();
    }

    private void bytes(Pool pool, StringBuilder text) {
        pool.routes().forEach(route -> text.append("\nfrontend port_")
                .append(route.port())
                .append("\n    bind ")
                .append(Quoted.word(ways.bind(route.port())))
                .append("\n    default_backend ")
                .append(Quoted.name(pool.name()))
                .append('\n'));
        text.append('\n').append(new Section(pool, null).render());
    }
}
