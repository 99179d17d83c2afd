package io.slipway.local.marathon.rest;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and speaks Marathon's API. */
public final class HttpFace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFace.class);
    private static final int MOST_THREADS = 32;

    private final Scheduler scheduler;
    private final Javalin javalin;
    private volatile @Nullable Router router;
    private volatile String url = "";

    private HttpFace(Scheduler scheduler, String host, int port) {
        this.scheduler = scheduler;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("marathon-http");
        threads.setDaemon(true);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.threadPool = threads;
            config.jetty.modifyHttpConfiguration(HttpFace::relax);
            config.jetty.modifyServer(server -> server.setStopTimeout(0));
            config.jetty.host = host;
            config.jetty.port = port;
            config.routes.before(this::serve);
        });
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes any free one
     */
    public static HttpFace start(Scheduler scheduler, String host, int port) {
        HttpFace face = new HttpFace(scheduler, host, port);
        face.javalin.start();
        face.open(host);
        return face;
    }

    public int port() {
        return javalin.port();
    }

    /** Ends event streams, then stops listening. */
    @Override
    public void close() {
        scheduler.events().close();
        javalin.stop();
    }

    /** The port is known only now; whoever came earlier is told to come again. */
    private void open(String host) {
        url = "http://" + host + ":" + port();
        AppView apps = new AppView(scheduler.agent());
        Router opened = new Router();
        new TasksResource(scheduler, new TaskView(scheduler.agent())).addTo(opened);
        new AppsResource(scheduler, apps, url).addTo(opened);
        new DeploymentsResource(scheduler).addTo(opened);
        new QueueResource(scheduler).addTo(opened);
        new GroupsResource(scheduler, apps, url).addTo(opened);
        new SystemResource(scheduler, host, port()).addTo(opened);
        new Page(scheduler).addTo(opened);
        router = opened;
    }

    private static void relax(HttpConfiguration config) {
        // Ids in URLs hold doubled and escaped slashes; the router takes them apart.
        config.setUriCompliance(UriCompliance.UNSAFE);
        config.setSendServerVersion(false);
    }

    private void serve(Context context) throws IOException {
        HttpServletResponse response = context.res();
        headers(response);
        context.skipRemainingHandlers();
        HttpServletRequest raw = context.req();
        if (raw.getRequestURI().equals("/v2/events")) {
            events(context, raw, response);
        } else {
            send(raw, response, answer(raw));
        }
    }

    private Answer answer(HttpServletRequest raw) {
        Router open = router;
        if (open == null) {
            return Answer.message(503, "Starting. Try again.");
        }
        try {
            Request request = Request.of(raw);
            if (!isForBrowsers(request.path())) {
                request.checkTypes();
            }
            return open.answer(request);
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", raw.getMethod(), raw.getRequestURI(), e);
            return Answer.message(500, "This is a fault of the scheduler; its log tells more: " + e);
        }
    }

    private static boolean isForBrowsers(String path) {
        return path.equals("/ping")
                || path.equals("/metrics/prometheus")
                || path.equals("/")
                || path.equals("/ui")
                || path.startsWith(Page.PREFIX);
    }

    private void events(Context context, HttpServletRequest raw, HttpServletResponse response) throws IOException {
        String accept = raw.getHeader("Accept");
        if (!raw.getMethod().equals("GET") || accept == null || !accept.contains("text/event-stream")) {
            // Not JSON, as everywhere else: Marathon's event stream is a servlet of its own.
            Answer refusal = Answer.text(
                    "text/html;charset=iso-8859-1",
                    "<html><body><h2>HTTP ERROR 405</h2><p>HTTP method GET is not supported by this URL</p></body></html>");
            send(raw, response, new Answer(405, refusal.contentType(), refusal.body(), refusal.headers()));
            return;
        }
        try {
            Set<String> types = Set.copyOf(Request.of(raw).all("event_type"));
            context.future(() -> EventStream.open(scheduler, response, raw.getRemoteAddr(), types));
        } catch (Refusal refusal) {
            send(raw, response, Answer.refused(refusal));
        }
    }

    private void headers(HttpServletResponse response) {
        response.setHeader("X-Marathon-Leader", url);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-XSS-Protection", "1; mode=block");
        response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "0");
    }

    private static void send(HttpServletRequest raw, HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.contentType());
        if (answer.status() == 200 && raw.getMethod().equals("GET")) {
            response.setHeader("Vary", "Accept-Encoding, User-Agent");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String encodings = raw.getHeader("Accept-Encoding");
        if (body.length > 0 && encodings != null && encodings.contains("gzip")) {
            body = gzip(body);
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
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
