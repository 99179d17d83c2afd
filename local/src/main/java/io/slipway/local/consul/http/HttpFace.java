package io.slipway.local.consul.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and sends what the {@link Front} answers. */
public final class HttpFace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFace.class);

    /** Longer than the longest blocking query, which waits 10 minutes and a sixteenth. */
    private static final int IDLE_MILLIS = 12 * 60 * 1000;

    /** With the usual 50, clients that come all at once wait a second for their second try. */
    private static final int ACCEPT_QUEUE = 4_096;

    private static final int MOST_THREADS = 32;
    private static final int LARGEST_HEADER = 1 << 20;
    private static final long CLOSING_MILLIS = 2_000;

    private final Front front;
    private final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    private final Javalin javalin;
    /** Counts the answers that are still to be sent, and this object itself until it closes. */
    private final Phaser waiting = new Phaser(1);

    private HttpFace(Front front, String host, int port) {
        this.front = front;
        threads.setName("consul-http");
        threads.setDaemon(true);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.threadPool = threads;
            config.jetty.addConnector((server, http) -> connector(server, http, host, port));
            config.jetty.modifyServer(HttpFace::quieten);
            config.routes.before(this::serve);
        });
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes any free one
     * @param failures knows the answers to exceptions of its own; null for all others
     */
    public static HttpFace start(
            String host, int port, Mux mux, Function<RuntimeException, @Nullable Answer> failures) {
        HttpFace face = new HttpFace(new Front(mux, failures), host, port);
        try {
            face.javalin.start();
            return face;
        } catch (RuntimeException e) {
            face.javalin.stop();
            throw new IllegalStateException(
                    "Cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + " Is another agent running there?",
                    e);
        }
    }

    public int port() {
        return javalin.port();
    }

    /** Sends what is being answered, then stops. */
    @Override
    public void close() {
        try {
            int phase = waiting.arriveAndDeregister();
            waiting.awaitAdvanceInterruptibly(phase, CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException ignored) {
            // A client that does not take its answer keeps nobody from stopping.
        }
        javalin.stop();
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        // Keys hold what URLs should not: the Front decides what is acceptable, and Jetty nothing.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    private static void quieten(Server server) {
        server.setStopTimeout(0);
        // What Jetty refuses by itself is answered with a status and no page.
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
    }

    private void serve(Context context) {
        CompletableFuture<Answer> answer = front.answer(context.req()).toCompletableFuture();
        context.skipRemainingHandlers();
        if (answer.isDone()) {
            send(context, answer.join());
            return;
        }
        waiting.register();
        context.future(() -> answer.thenAcceptAsync(found -> send(context, found), threads)
                .whenComplete((sent, failure) -> waiting.arriveAndDeregister()));
    }

    private static void send(Context context, Answer answer) {
        HttpServletResponse response = context.res();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.type());
        byte[] body = bytes(answer, isPretty(context.req().getQueryString()));
        if (answer.status() == 413) {
            response.setHeader("Connection", "close");
        }
        try {
            if (body.length > 0
                    && response.containsHeader("Vary")
                    && acceptsGzip(context.req().getHeader("Accept-Encoding"))) {
                body = gzip(body);
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("A client went before it had its answer", e);
        }
    }

    private static byte[] bytes(Answer answer, boolean pretty) {
        if (answer.content() instanceof byte[] bytes) {
            return bytes;
        }
        if (Answer.JSON.equals(answer.type())) {
            return pretty ? Json.pretty(answer.content()) : Json.compact(answer.content());
        }
        return String.valueOf(answer.content()).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPretty(@Nullable String query) {
        Params params = query != null && query.contains("pretty") ? Params.parse(query) : null;
        return params != null && params.has("pretty");
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}
