package io.slipway.local.consul.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions wait for a state that answers them, without a thread each.
 *
 * <p>A question is parked under its topics. A change wakes those parked under what it touched; each looks at the newest
 * state and stays if that has no news for it.
 */
public final class Watchers implements Consumer<Set<Topic>> {

    private final ConcurrentHashMap<Topic, Set<Watch>> parked = new ConcurrentHashMap<>();
    private final ScheduledExecutorService scheduler;
    private volatile boolean closed;

    public Watchers(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Waits for news.
     *
     * @param state the newest state
     * @return the state with the news, or the one there is when the wait ends
     */
    public CompletableFuture<State> await(
            Supplier<State> state, Set<Topic> topics, Predicate<State> isNews, Duration wait) {
        Watch watch = new Watch(state, topics, isNews);
        topics.forEach(topic -> parked.compute(topic, (key, watches) -> {
            Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
            all.add(watch);
            return all;
        }));
        watch.timer = scheduler.schedule(watch::end, wait.toNanos(), TimeUnit.NANOSECONDS);
        // Only now, when it is parked: a change before this is seen here, and one after it wakes.
        watch.look();
        watch.cancelTimerIfDone();
        if (closed) {
            watch.end();
        }
        return watch.answer;
    }

    /** Wakes whoever waits for one of these; the caller does not wait for that. */
    @Override
    public void accept(Set<Topic> touched) {
        if (!touched.isEmpty() && !parked.isEmpty() && !closed) {
            scheduler.execute(() -> parkedUnder(touched).forEach(Watch::look));
        }
    }

    private Set<Watch> parkedUnder(Set<Topic> touched) {
        Set<Watch> found = new HashSet<>();
        touched.forEach(topic -> found.addAll(parked.getOrDefault(topic, Set.of())));
        List<String> keys = touched.stream()
                .filter(Topic.Key.class::isInstance)
                .map(topic -> ((Topic.Key) topic).key())
                .toList();
        if (!keys.isEmpty()) {
            parked.forEach((topic, watches) -> {
                if (topic instanceof Topic.Prefix prefix && keys.stream().anyMatch(prefix::covers)) {
                    found.addAll(watches);
                }
            });
        }
        return found;
    }

    /** Runs what is to follow on an answer. */
    public Executor executor() {
        return scheduler;
    }

    public int size() {
        return all().size();
    }

    /** Answers everybody with what there is; whoever comes later is answered at once. */
    public void close() {
        closed = true;
        all().forEach(Watch::end);
    }

    private Set<Watch> all() {
        Set<Watch> all = new HashSet<>();
        parked.values().forEach(all::addAll);
        return all;
    }

    private void forget(Watch watch, Collection<Topic> topics) {
        topics.forEach(topic -> parked.computeIfPresent(topic, (key, watches) -> {
            watches.remove(watch);
            return watches.isEmpty() ? null : watches;
        }));
    }

    private final class Watch {

        private final Supplier<State> state;
        private final Set<Topic> topics;
        private final Predicate<State> isNews;
        private final CompletableFuture<State> answer = new CompletableFuture<>();
        private volatile @Nullable Future<?> timer;

        Watch(Supplier<State> state, Set<Topic> topics, Predicate<State> isNews) {
            this.state = state;
            this.topics = topics;
            this.isNews = isNews;
        }

        void look() {
            State now = state.get();
            if (isNews.test(now)) {
                finish(now);
            }
        }

        void end() {
            finish(state.get());
        }

        private void finish(State seen) {
            if (answer.complete(seen)) {
                forget(this, topics);
                cancelTimerIfDone();
            }
        }

        void cancelTimerIfDone() {
            Future<?> running = timer;
            if (running != null && answer.isDone()) {
                running.cancel(false);
            }
        }
    }
}
