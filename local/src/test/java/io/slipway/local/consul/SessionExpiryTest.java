package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.consul.api.SessionExpiry;
import io.slipway.local.consul.store.Bytes;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Session;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import io.slipway.local.consul.store.Watchers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionExpiryTest {

    private ScheduledExecutorService scheduler;
    private Watchers watchers;
    private Store store;

    @BeforeEach
    void start() {
        scheduler = Executors.newScheduledThreadPool(2);
        watchers = new Watchers(scheduler);
        store = new Store(Clock.systemUTC(), null, "node1", watchers);
        store.run(draft -> draft.catalog().register(new Node("", "node1", "127.0.0.1", "dc1", null, null, 0, 0)));
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        store.close();
    }

    @Test
    void aSessionEndsAfterTwiceItsTtlLetsGoOfItsLockAndWakesWhoWaitsForIt() throws Exception {
        Session session = new Session(
                UUID.randomUUID().toString(),
                "",
                "node1",
                Duration.ofMinutes(1),
                Session.RELEASE,
                "100ms",
                List.of(),
                List.of(),
                List.of(),
                0,
                0);
        store.run(draft -> draft.sessions().create(session));
        store.run(draft -> assertThat(draft.kv().acquire("lock", 0, Bytes.EMPTY, session.id()))
                .isTrue());
        long index = entryIndex(store.state());
        long start = System.nanoTime();
        CompletableFuture<State> released = watchers.await(
                store::state,
                Set.of(new Topic.Key("lock")),
                state -> entryIndex(state) > index,
                Duration.ofSeconds(10));

        // Made after the session, as after a restart: it finds the sessions there are.
        assertThat(new SessionExpiry(store, scheduler)).isNotNull();

        State seen = released.get(5, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(seen.sessions().byId()).isEmpty();
        assertThat(Objects.requireNonNull(seen.kv().entry("lock")).session()).isNull();
        assertThat(seen.sessions().shutUntil()).containsKey("lock");
    }

    private static long entryIndex(State state) {
        return Objects.requireNonNull(state.kv().entry("lock")).modifyIndex();
    }
}
