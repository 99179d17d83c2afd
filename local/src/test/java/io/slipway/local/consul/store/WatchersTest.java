package io.slipway.local.consul.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchersTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private ScheduledExecutorService scheduler;
    private Watchers watchers;
    private Store store;

    @BeforeEach
    void start() {
        scheduler = Executors.newScheduledThreadPool(3);
        watchers = new Watchers(scheduler);
        store = new Store(Clock.systemUTC(), null, "node1", watchers);
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        store.close();
    }

    @Test
    void aWriteWakesTheWatchersOfItsKeyAndOfEveryPrefixOfItAndLooksAtNoOther() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        for (int i = 0; i < 5_000; i++) {
            var key = watch(new Topic.Key("other/" + i), looks);
            var prefix = watch(new Topic.Prefix("a/c/" + i), looks);
            assertThat(List.of(key, prefix)).noneMatch(CompletableFuture::isDone);
        }
        List<CompletableFuture<State>> woken = new ArrayList<>();
        for (String prefix : List.of("", "a", "a/", "a/b", "a/b/key")) {
            woken.add(watch(new Topic.Prefix(prefix), looks));
        }
        woken.add(watch(new Topic.Key("a/b/key"), looks));
        for (String prefix : List.of("a/b/key2", "a/a", "b", "a/b/l")) {
            assertThat(watch(new Topic.Prefix(prefix), looks)).isNotDone();
        }
        int parked = watchers.size();
        looks.set(0);

        store.run(draft -> draft.kv().put("a/b/key", 0, Bytes.EMPTY));

        for (CompletableFuture<State> one : woken) {
            assertThat(one.get(30, TimeUnit.SECONDS).kv().entry("a/b/key")).isNotNull();
        }
        assertThat(watchers.size()).isEqualTo(parked - woken.size());
        assertThat(looks).hasValue(woken.size());
    }

    @Test
    void noWakeUpIsLostWhileOthersComeAndGo() throws Exception {
        int callers = 3;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                Random random = new Random(caller);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        watchAndWrite(random);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(watchers.size()).isZero();
    }

    private void watchAndWrite(Random random) {
        // Few names, so that the last watcher of a prefix goes while the next one comes.
        String name = "p" + random.nextInt(3);
        long seen = store.state().index();
        CompletableFuture<State> news = watchers.await(
                store::state,
                Set.of(random.nextBoolean() ? new Topic.Prefix(name) : new Topic.Key(name)),
                state -> {
                    KvEntry entry = state.kv().entry(name);
                    return entry != null && entry.modifyIndex() > seen;
                },
                LONG);
        store.run(draft -> draft.kv().put(name, draft.index(), Bytes.EMPTY));
        news.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<State> watch(Topic topic, AtomicInteger looks) {
        long seen = store.state().kv().index();
        return watchers.await(
                store::state,
                Set.of(topic),
                state -> {
                    looks.incrementAndGet();
                    return state.kv().index() > seen;
                },
                LONG);
    }
}
