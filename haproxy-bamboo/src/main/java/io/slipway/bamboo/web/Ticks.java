package io.slipway.bamboo.web;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells every page that something changed. On a thread of its own: a page that does not read is not to hold up the loop
 * that owns HAProxy. Ticks that come while one is being told are one.
 */
final class Ticks implements AutoCloseable {

    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "edge-ticks");
        thread.setDaemon(true);
        return thread;
    });

    void add(SseClient client) {
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        client.sendEvent("topology", "{}");
    }

    void tick() {
        if (!clients.isEmpty() && pending.compareAndSet(false, true)) {
            teller.execute(this::tell);
        }
    }

    private void tell() {
        pending.set(false);
        clients.forEach(client -> client.sendEvent("topology", "{}"));
    }

    @Override
    public void close() {
        teller.shutdownNow();
        clients.forEach(SseClient::close);
    }
}
