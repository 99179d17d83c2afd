package io.slipway.registry.internal;

import io.slipway.registry.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of a change, whatever one of them throws. */
public final class Listeners<L> {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final String what;
    private final List<Entry<L>> entries = new CopyOnWriteArrayList<>();

    public Listeners(String what) {
        this.what = what;
    }

    public Subscription add(L listener) {
        Entry<L> entry = new Entry<>(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    public void tell(Consumer<L> change) {
        entries.forEach(entry -> tell(entry.listener, change));
    }

    public void tell(L listener, Consumer<L> change) {
        try {
            change.accept(listener);
        } catch (RuntimeException | Error e) { // Wide because listeners are other people's code.
            log.error("A listener of {} failed; it and the others will be told of the next change.", what, e);
        }
    }

    /** Keeps two registrations of the same listener apart. */
    private static final class Entry<L> {

        private final L listener;

        private Entry(L listener) {
            this.listener = listener;
        }
    }
}
