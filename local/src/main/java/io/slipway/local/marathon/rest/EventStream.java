package io.slipway.local.marathon.rest;

import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.event.Event;
import io.slipway.local.marathon.event.EventBus;
import io.slipway.local.marathon.scheduler.Scheduler;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Sends events to one client, framed as Marathon frames them (contract, A9): CRLF, a bare CRLF every 10 s as a sign
 * of life, neither ids nor chunks.
 */
final class EventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Scheduler scheduler;
    private final HttpServletResponse response;
    private final String remoteAddress;
    private final EventBus.Subscription subscription;

    private EventStream(Scheduler scheduler, HttpServletResponse response, String remoteAddress, Set<String> types) {
        this.scheduler = scheduler;
        this.response = response;
        this.remoteAddress = remoteAddress;
        this.subscription = scheduler.events().subscribe(types);
    }

    /** Opens the stream; completes when the client has gone, fell behind, or the bus was closed. */
    static CompletableFuture<Void> open(
            Scheduler scheduler, HttpServletResponse response, String remoteAddress, Set<String> types) {
        EventStream stream = new EventStream(scheduler, response, remoteAddress, types);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread writer = new Thread(() -> stream.write(ended), "marathon-events");
        writer.setDaemon(true);
        writer.start();
        return ended;
    }

    private void write(CompletableFuture<Void> ended) {
        try (subscription) {
            response.setStatus(200);
            response.setContentType("text/event-stream;charset=utf-8");
            response.setHeader("Connection", "close");
            response.flushBuffer();
            announce("event_stream_attached");
            ServletOutputStream out = response.getOutputStream();
            while (subscription.isOpen()) {
                Event event = subscription.next(HEARTBEAT);
                out.write(event == null ? CRLF : frame(event));
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone: that is how streams end.
            announce("event_stream_detached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    private void announce(String type) {
        scheduler
                .events()
                .publish(Event.of(
                        type,
                        Json.object()
                                .put("remoteAddress", remoteAddress)
                                .put("eventType", type)
                                .put("timestamp", Timestamps.format(scheduler.now()))));
    }

    private static byte[] frame(Event event) {
        return ("event: " + event.type() + "\r\ndata: " + event.json() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
