package io.slipway.bamboo;

import io.slipway.marathon.App;
import io.slipway.marathon.AppFilter;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.Task;
import io.slipway.marathon.testing.PartialMarathon;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Says exactly what a test tells it to say, wrong things included: lists that shrink, health that is forgotten. The edge only reads. */
public final class ScriptedMarathon extends PartialMarathon {

    private record Listener(Consumer<MarathonEvent> events, Runnable connected) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private List<App> apps = List.of();
    private UnaryOperator<List<App>> lie = UnaryOperator.identity();

    /** Replaces everything there is, without a word. */
    public synchronized void silently(List<App> now) {
        apps = now;
    }

    /** Replaces everything there is, and announces that something happened. */
    public void now(List<App> now) {
        silently(now);
        hint();
    }

    public void hint() {
        announce(new MarathonEvent.DeploymentSuccess("deployment"));
    }

    public void status(Task task, String status) {
        announce(new MarathonEvent.StatusUpdate(task.appId(), task.id(), status, ""));
    }

    public void announce(MarathonEvent event) {
        listeners.forEach(listener -> listener.events().accept(event));
    }

    public void reconnect() {
        listeners.forEach(listener -> listener.connected().run());
    }

    /** Distorts every answer from here on. */
    public synchronized void lie(UnaryOperator<List<App>> distortion) {
        lie = distortion;
    }

    public void goAway() {
        lie(apps -> {
            throw new MarathonException(
                    "Marathon at http://127.0.0.1:1 does not answer: refused", 0, List.of(), List.of());
        });
    }

    public void tellTheTruth() {
        lie(UnaryOperator.identity());
    }

    /** Returns how often the apps were asked for. */
    public int questions() {
        return questions.get();
    }

    @Override
    public synchronized List<App> apps(AppFilter filter) {
        questions.incrementAndGet();
        return lie.apply(apps);
    }

    @Override
    public AutoCloseable listen(Consumer<MarathonEvent> events, Runnable connected) {
        Listener listener = new Listener(events, connected);
        listeners.add(listener);
        connected.run();
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
