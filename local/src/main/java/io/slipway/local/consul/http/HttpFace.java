package io.slipway.local.consul.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Listens on a port and sends what the {@link Front} answers. */
public final class HttpFace implements AutoCloseable {

    /** Longer than the longest blocking query, which waits 10 minutes and a sixteenth. */
    private static final int IDLE_MILLIS = 12 * 60 * 1000;

    /** With the usual 50, clients that come all at once wait a second for their second try. */
    private static final int ACCEPT_QUEUE = 4_096;

    private static final int MOST_THREADS = 32;
    private static final int LARGEST_HEADER = 1 << 20;
    private static final long CLOSING_MILLIS = 2_000;

    private final Front front;
    private final Server server;
    private final ServerConnector connector;

    private HttpFace(Front front, String host, int port) {
        this.front = front;
        this.server = server();
        this.connector = connector(server, host, port);
        server.addConnector(connector);
        // Lets what is being answered end before the server stops.
        server.setHandler(new GracefulHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                serve(request, response, callback);
                return true;
            }
        }));
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
            face.server.start();
            return face;
        } catch (Exception e) {
            LifeCycle.stop(face.server);
            throw new IllegalStateException(
                    "Cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + ". Is another agent running there?",
                    e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Sends what is being answered, then stops. */
    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static Server server() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("consul-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(CLOSING_MILLIS);
        // What Jetty refuses by itself is answered with a status and no page.
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
        return server;
    }

    private static ServerConnector connector(Server server, String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        // Keys hold what URLs should not: the Front decides what is acceptable, and Jetty nothing.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        // Connections on which nothing is being answered need not be waited for.
        connector.setShutdownIdleTimeout(1);
        return connector;
    }

    private void serve(Request request, Response response, Callback callback) {
        // In the thread that has the answer: it is written without waiting, and a change of threads would cost time.
        var unused = front.answer(request)
                .thenAccept(found -> send(found, request, response, callback))
                .exceptionally(failure -> {
                    callback.failed(failure);
                    return null;
                });
    }

    private static void send(Answer answer, Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(answer.status());
        answer.headers().forEach(headers::put);
        if (answer.type() != null) {
            headers.put("Content-Type", answer.type());
        }
        byte[] body = bytes(answer, isPretty(request.getHttpURI().getQuery()));
        if (answer.status() == 413) {
            headers.put("Connection", "close");
        }
        if (body.length > 0 && headers.contains("Vary") && acceptsGzip(request)) {
            body = gzip(body);
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("Content-Length", body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
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

    private static boolean acceptsGzip(Request request) {
        String accepted = request.getHeaders().get("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
