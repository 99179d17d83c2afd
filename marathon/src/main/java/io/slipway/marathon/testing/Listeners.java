package io.slipway.marathon.testing;

import io.slipway.marathon.MarathonEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers events on one thread, in order; a listener that throws is logged and the events go on. */
final class Listeners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private static final class Listener {

        private final Consumer<MarathonEvent> events;
        private final Runnable connected;

        Listener(Consumer<MarathonEvent> events, Runnable connected) {
            this.events = events;
            this.connected = connected;
        }
    }

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "in-memory-marathon-events");
        thread.setDaemon(true);
        return thread;
    });

    AutoCloseable add(Consumer<MarathonEvent> events, Runnable connected, boolean isConnected) {
        Listener listener = new Listener(events, connected);
        listeners.add(listener);
        if (isConnected) {
            deliver(() -> guarded(connected));
        }
        return () -> listeners.remove(listener);
    }

    void emit(MarathonEvent event) {
        deliver(() -> listeners.forEach(listener -> guarded(() -> listener.events.accept(event))));
    }

    void connect() {
        deliver(() -> listeners.forEach(listener -> guarded(listener.connected)));
    }

    private void deliver(Runnable delivery) {
        if (!thread.isShutdown()) {
            thread.execute(delivery);
        }
    }

    private static void guarded(Runnable code) {
        try {
            code.run();
        } catch (RuntimeException e) {
            LOG.error("A listener to Marathon's events failed; the events go on.", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
