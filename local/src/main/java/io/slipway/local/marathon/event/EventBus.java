package io.slipway.local.marathon.event;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands every event to every subscription, in order; never waits for a slow one. Thread-safe. */
public final class EventBus {

    /** Holds more than any deployment announces at once; who is this far behind has stopped reading. */
    private static final int MOST_WAITING = 10_000;

    private final CopyOnWriteArrayList<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /**
     * Subscribes.
     *
     * @param types wire names of events; empty means all
     */
    public Subscription subscribe(Set<String> types) {
        Subscription subscription = new Subscription(types);
        subscriptions.add(subscription);
        return subscription;
    }

    public void publish(Event event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    /** Ends every subscription. */
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    /** Keeps what one listener has yet to take. */
    public final class Subscription implements AutoCloseable {

        private final Set<String> types;
        private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
        private volatile boolean open = true;

        private Subscription(Set<String> types) {
            this.types = Set.copyOf(types);
        }

        private void offer(Event event) {
            boolean interesting = types.isEmpty() || types.contains(event.type());
            if (interesting && open && !waiting.offer(event)) {
                close();
            }
        }

        /** Returns the next event, or null when none came in time. */
        public @Nullable Event next(Duration timeout) throws InterruptedException {
            return waiting.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Tells whether more may come: false once it was closed, or had fallen too far behind. */
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
            subscriptions.remove(this);
        }
    }
}
