package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.slipway.bamboo.apply.ApplyLoop;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Serves the page and the API: {@code /}, {@code /v1/topology}, {@code /v1/apply/history}, {@code /v1/events}, {@code
 * /ping}. Read-only.
 */
public final class EdgeServer implements AutoCloseable {

    /** Nothing is loaded from elsewhere, and nothing of ours runs elsewhere. */
    private static final String POLICY =
            "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline';"
                    + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final URI edge;
    private final ApplyLoop loop;
    private final Sources sources;
    private final Ticks ticks = new Ticks();
    private final Javalin javalin;

    private EdgeServer(URI edge, ApplyLoop loop, Sources sources) {
        this.edge = edge;
        this.loop = loop;
        this.sources = sources;
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Starts to listen.
     *
     * @param page where
     * @param edge the way in, which the page links to
     */
    public static EdgeServer start(URI page, URI edge, ApplyLoop loop, Sources sources) {
        EdgeServer server = new EdgeServer(edge, loop, sources);
        server.javalin.start(page.getHost(), page.getPort());
        loop.onChange(server.ticks::tick);
        return server;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.routes.before(context -> context.header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY));
        config.routes.get("/", context -> context.html(page()));
        config.routes.get("/ping", context -> context.result("pong"));
        config.routes.get("/v1/topology", this::topology);
        config.routes.get(
                "/v1/apply/history",
                context ->
                        json(context, TopologyJson.history(loop.history().all()).toString()));
        config.routes.sse("/v1/events", this::follow);
    }

    private void topology(Context context) {
        EdgeState state = loop.state();
        ObjectNode json = TopologyJson.topology(
                state, sources.marathon().status(), sources.consul().status(state.held()));
        json(context, json.put("edge", edge.toString()).toString());
    }

    private void follow(SseClient client) {
        client.keepAlive();
        ticks.add(client);
    }

    private static void json(Context context, String body) {
        context.contentType("application/json").result(body);
    }

    private static String page() {
        try (InputStream in = Objects.requireNonNull(EdgeServer.class.getResourceAsStream("page.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ticks.close();
        javalin.stop();
    }
}
