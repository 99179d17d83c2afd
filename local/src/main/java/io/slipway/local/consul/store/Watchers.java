package io.slipway.local.consul.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Lets questions wait for a state that answers them, without a thread each.
 *
 * <p>A question is parked under its topics. A change wakes those parked under what it touched; each looks at the newest
 * state and stays if that has no news for it.
 */
public final class Watchers implements Consumer<Set<Topic>> {

    private static final int FEW = 4;
    private static final int SHARE = 50;

    private final ConcurrentHashMap<Topic, PSet<Watch>> parked = new ConcurrentHashMap<>();
    /** Those that wait for whatever is below a prefix; as in the other map, the sets are values, so that none is lost. */
    private final ConcurrentSkipListMap<String, PSet<Watch>> prefixes = new ConcurrentSkipListMap<>();

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
        topics.forEach(topic -> park(topic, watch));
        watch.timer = scheduler.schedule(watch::end, wait.toNanos(), TimeUnit.NANOSECONDS);
        // Only now, when it is parked: a change before this is seen here, and one after it wakes.
        watch.look();
        if (closed) {
            watch.end();
        }
        if (watch.answer.isDone()) {
            watch.leave();
        }
        return watch.answer;
    }

    /**
     * Wakes whoever waits for one of these.
     *
     * <p>A few are answered by the caller: another thread would have to wake up itself, which takes longer than an answer.
     */
    @Override
    public void accept(Set<Topic> touched) {
        boolean nobodyWaits = parked.isEmpty() && prefixes.isEmpty();
        if (touched.isEmpty() || nobodyWaits || closed) {
            return;
        }
        List<Watch> found = List.copyOf(parkedUnder(touched));
        if (found.size() <= FEW) {
            found.forEach(Watch::look);
            return;
        }
        for (int start = 0; start < found.size(); start += SHARE) {
            List<Watch> share = found.subList(start, Math.min(start + SHARE, found.size()));
            scheduler.execute(() -> share.forEach(Watch::look));
        }
    }

    private Set<Watch> parkedUnder(Set<Topic> touched) {
        Set<Watch> found = new HashSet<>();
        for (Topic topic : touched) {
            found.addAll(parked.getOrDefault(topic, HashTreePSet.empty()));
            if (topic instanceof Topic.Key key) {
                addThoseOfPrefixes(key.key(), found);
            }
        }
        return found;
    }

    /** Finds the prefixes of a key among all that are waited for, without looking at all of them. */
    private void addThoseOfPrefixes(String key, Set<Watch> found) {
        String rest = key;
        for (var entry = prefixes.floorEntry(rest); entry != null; entry = prefixes.floorEntry(rest)) {
            String prefix = entry.getKey();
            if (key.startsWith(prefix)) {
                found.addAll(entry.getValue());
                if (prefix.isEmpty()) {
                    return;
                }
                rest = prefix.substring(0, prefix.length() - 1);
            } else {
                rest = common(prefix, rest);
            }
        }
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
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
        prefixes.values().forEach(all::addAll);
        return all;
    }

    private void park(Topic topic, Watch watch) {
        if (topic instanceof Topic.Prefix prefix) {
            prefixes.compute(prefix.prefix(), (key, watches) -> with(watches, watch));
        } else {
            parked.compute(topic, (key, watches) -> with(watches, watch));
        }
    }

    private void forget(Topic topic, Watch watch) {
        if (topic instanceof Topic.Prefix prefix) {
            prefixes.computeIfPresent(prefix.prefix(), (key, watches) -> without(watches, watch));
        } else {
            parked.computeIfPresent(topic, (key, watches) -> without(watches, watch));
        }
    }

    private static <W> PSet<W> with(@Nullable PSet<W> watches, W watch) {
        return watches == null ? HashTreePSet.singleton(watch) : watches.plus(watch);
    }

    private static <W> @Nullable PSet<W> without(PSet<W> watches, W watch) {
        PSet<W> rest = watches.minus(watch);
        return rest.isEmpty() ? null : rest;
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
            leave();
            answer.complete(seen);
        }

        void leave() {
            topics.forEach(topic -> forget(topic, this));
            Future<?> running = timer;
            if (running != null) {
                running.cancel(false);
            }
        }
    }
}
