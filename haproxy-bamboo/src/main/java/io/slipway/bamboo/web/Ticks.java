package io.slipway.bamboo.web;

import io.javalin.http.sse.SseClient;
import io.slipway.bamboo.apply.Apply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Tells whoever listens that something changed: {@code topology} without data, and {@code apply} with what was done to
 * HAProxy. On a thread of its own: a page that does not read is not to hold up the loop that owns HAProxy. Ticks that come
 * while one is being told are one.
 */
final class Ticks implements AutoCloseable {

    private static final int MOST_CLIENTS = 200;
    private static final int HEARTBEAT_SECONDS = 10;

    private final Supplier<List<Apply>> history;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor teller = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "edge-ticks");
        thread.setDaemon(true);
        return thread;
    });
    private List<Apply> told;

    /** @param history the last applies, the newest first */
    Ticks(Supplier<List<Apply>> history) {
        this.history = history;
        this.told = history.get();
        // The loop ends after the page does: what it still ticks is for nobody.
        teller.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        // Without it whoever is between us and a browser would end a silent connection, and a dead one stayed for ever.
        var unused = teller.scheduleWithFixedDelay(
                () -> clients.forEach(client -> client.sendComment("still here")),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    void add(SseClient client) {
        if (clients.size() >= MOST_CLIENTS) {
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        client.sendEvent("topology", "{}");
    }

    void tick() {
        if (pending.compareAndSet(false, true)) {
            teller.execute(this::tell);
        }
    }

    private void tell() {
        pending.set(false);
        List<Apply> now = history.get();
        List<Apply> news =
                now.stream().takeWhile(apply -> !told.contains(apply)).toList();
        told = now;
        for (SseClient client : clients) {
            for (int i = news.size() - 1; i >= 0; i--) {
                client.sendEvent("apply", TopologyJson.apply(news.get(i)).toString());
            }
            client.sendEvent("topology", "{}");
        }
    }

    @Override
    public void close() {
        teller.shutdownNow();
        clients.forEach(SseClient::close);
    }
}
