package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slipway.marathon.MarathonEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one event stream on one thread until closed.
 *
 * <p>Connected → a frame is an event, a bare line is the heartbeat; silence, an error or an end → wait, next server →
 * connected again. A standby's 302 to the leader is followed. An outage is logged when it begins and when it ends.
 */
final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int HOPS = 3;

    private final Transport transport;
    private final OkHttpClient client;
    private final Consumer<MarathonEvent> listener;
    private final Runnable connected;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "marathon-events");

    private volatile @Nullable Call call;
    private int failures;

    EventStream(Transport transport, Consumer<MarathonEvent> listener, Runnable connected) {
        this.transport = transport;
        this.client = transport.streams();
        this.listener = listener;
        this.connected = connected;
    }

    EventStream start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void follow() {
        try {
            for (int attempt = 0; closed.getCount() > 0; attempt++) {
                List<HttpUrl> servers = transport.servers();
                HttpUrl server = servers.get(attempt % servers.size());
                String end = stream(server, events(server), HOPS);
                if (closed.getCount() > 0) {
                    outage(server, end);
                    closed.await(
                            transport
                                    .timing()
                                    .retry(failures++, transport.random())
                                    .toMillis(),
                            TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The event stream was interrupted.");
        }
    }

    /** Returns why the stream ended. */
    private String stream(HttpUrl server, HttpUrl url, int hops) {
        Call opened = client.newCall(request(url));
        call = opened;
        if (closed.getCount() == 0) {
            return "closed";
        }
        Frames frames = new Frames(server);
        HttpUrl leader;
        try (Response response = opened.execute()) {
            leader = leader(response, url);
            if (leader == null) {
                EventSources.processResponse(response, frames);
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        if (leader == null) {
            return frames.end;
        }
        return hops == 0 ? "it sends from one server to the next" : stream(server, leader, hops - 1);
    }

    private static HttpUrl events(HttpUrl server) {
        // Servers up to 1.6 otherwise send both whole root groups with every deployment event.
        return server.newBuilder()
                .addPathSegments("v2/events")
                .addQueryParameter("plan-format", "light")
                .build();
    }

    private Request request(HttpUrl url) {
        return transport.authorized(new Request.Builder()
                .url(url)
                .header("Accept", "text/event-stream")
                .build());
    }

    /**
     * Returns where a standby says that the events are. Followed here, because OkHttp would drop the credentials on the
     * way to another host, the leader too.
     */
    private static @Nullable HttpUrl leader(Response response, HttpUrl asked) {
        String location = response.isRedirect() ? response.header("Location") : null;
        HttpUrl leader = location == null ? null : asked.resolve(location);
        return leader == null || (asked.isHttps() && !leader.isHttps()) ? null : leader;
    }

    private void outage(HttpUrl server, String why) {
        if (failures == 0) {
            LOG.warn("Marathon's events from {} stopped ({}); connecting again until they come.", server, why);
        }
    }

    /** Runs somebody else's code, which must not end the stream whatever it throws, unless it was told to stop. */
    private void guarded(Runnable code) {
        try {
            if (closed.getCount() > 0) {
                code.run();
            }
        } catch (Throwable e) { // An Error here would end the thread, and with it the events, in silence.
            LOG.error("A listener to Marathon's events failed; the events go on.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Call open = call;
        if (open != null) {
            open.cancel();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Frames extends EventSourceListener {

        private final HttpUrl server;
        private String end = "the server ended it";

        Frames(HttpUrl server) {
            this.server = server;
        }

        @Override
        public void onOpen(EventSource source, Response response) {
            if (failures > 0) {
                LOG.info("Marathon's events come again, from {}.", server);
            }
            failures = 0;
            guarded(connected);
        }

        @Override
        public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
            try {
                MarathonEvent event = EventReader.read(type == null ? "message" : type, data);
                guarded(() -> listener.accept(event));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                LOG.warn("Left out an event of type {} that cannot be read: {}", type, e.getMessage());
            }
        }

        @Override
        public void onFailure(EventSource source, @Nullable Throwable failure, @Nullable Response response) {
            if (failure != null) {
                end = String.valueOf(failure.getMessage());
            } else if (response != null) {
                end = "answered with " + response.code();
            }
        }
    }
}
