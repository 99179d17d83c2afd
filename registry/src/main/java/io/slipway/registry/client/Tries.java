package io.slipway.registry.client;

import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes which instances one call tried and what became of each; another thread may read while a try still runs. */
final class Tries {

    private final List<Try> ended = new ArrayList<>(2);
    private @Nullable ServiceInstance running;

    synchronized void begin(ServiceInstance instance) {
        running = instance;
    }

    synchronized void end(Duration took, String outcome) {
        if (running != null) {
            ended.add(new Try(running, took, outcome));
            running = null;
        }
    }

    synchronized Set<String> ids() {
        if (ended.isEmpty()) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        ended.forEach(tried -> ids.add(tried.instance.id()));
        return ids;
    }

    synchronized String lastInstance() {
        if (running != null) {
            return running.id();
        }
        return ended.isEmpty() ? "" : ended.get(ended.size() - 1).instance.id();
    }

    /** Returns a sentence or two. */
    @Override
    public synchronized String toString() {
        List<String> notes = new ArrayList<>();
        ended.forEach(tried -> notes.add(tried.toString()));
        if (running != null) {
            notes.add(running.id() + " at " + running.address() + ": no answer yet");
        }
        return notes.isEmpty() ? "No instance was tried." : "Tried " + String.join("; ", notes) + ".";
    }

    private record Try(ServiceInstance instance, Duration took, String outcome) {

        @Override
        public String toString() {
            return instance.id() + " at " + instance.address() + " (" + took.toMillis() + " ms): " + outcome;
        }
    }
}
