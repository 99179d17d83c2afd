package io.slipway.local.consul.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Probe;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Watchers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private static final String NODE = "node1";

    private final HandClock clock = new HandClock();
    private ScheduledExecutorService scheduler;
    private Store store;
    private CheckRunner checks;

    @BeforeEach
    void start() {
        scheduler = Executors.newScheduledThreadPool(1);
        Watchers watchers = new Watchers(scheduler);
        store = new Store(clock, null, NODE, watchers);
        store.run(draft -> draft.catalog().register(new Node("", NODE, "127.0.0.1", "dc1", null, null, 0, 0)));
        checks = new CheckRunner(store, watchers, clock, new Random(1), scheduler, false);
    }

    @AfterEach
    void stop() {
        checks.close();
        scheduler.shutdownNow();
        store.close();
    }

    @Test
    void aServiceThatIsCriticalForTooLongIsForgotten() {
        register("web", Duration.ofMinutes(1));
        checks.heard("service:web", Check.CRITICAL, "");
        clock.advance(Duration.ofSeconds(59));
        checks.reap();
        assertThat(store.state().agent().service("web")).isNotNull();

        clock.advance(Duration.ofSeconds(1));
        checks.reap();

        assertThat(store.state().agent().service("web")).isNull();
        assertThat(store.state().catalog().named("web")).isEmpty();
        assertThat(checks.heard("service:web", Check.PASSING, "")).isFalse();
    }

    @Test
    void theTimeRunsFromTheFirstResultAndStartsAgainAfterABetterOne() {
        register("silent", Duration.ofMinutes(1));
        register("well", Duration.ofMinutes(1));
        checks.heard("service:well", Check.CRITICAL, "");
        clock.advance(Duration.ofSeconds(50));
        checks.heard("service:well", Check.WARNING, "");
        checks.heard("service:well", Check.CRITICAL, "");
        clock.advance(Duration.ofSeconds(50));
        checks.reap();

        // Registered as critical, but no result ever said so: Consul keeps such a service too.
        assertThat(store.state().agent().services().keySet()).containsExactly("silent", "well");
    }

    @Test
    void whatOthersDidToTheCatalogIsRepaired() {
        register("web", Duration.ZERO);
        store.run(draft -> draft.catalog().removeService(NODE, "web"));
        store.run(draft -> draft.catalog().register(service("intruder")));
        assertThat(store.state().catalog().named("web")).isEmpty();

        store.run(draft -> draft.agent().sync());

        assertThat(store.state().catalog().named("web")).hasSize(1);
        assertThat(store.state().catalog().check(NODE, "service:web")).isNotNull();
        assertThat(store.state().catalog().named("intruder")).isEmpty();
    }

    @Test
    void anOutputHeldBackIsShownAfterFiveMinutes() {
        register("web", Duration.ZERO);
        checks.heard("service:web", Check.PASSING, "old");
        checks.heard("service:web", Check.PASSING, "new");
        clock.advance(Duration.ofMinutes(4));
        store.run(draft -> draft.agent().sync());
        assertThat(shownOutput()).isEqualTo("old");

        clock.advance(Duration.ofMinutes(1));
        store.run(draft -> draft.agent().sync());
        assertThat(shownOutput()).isEqualTo("new");
    }

    private String shownOutput() {
        return store.state().catalog().checksOf(NODE).get(0).output();
    }

    private void register(String name, Duration deregisterAfter) {
        Check check = new Check(
                NODE, "service:" + name, name, Check.CRITICAL, "", "", name, name, List.of(), "ttl", Map.of(), 0, 0);
        LocalCheck local = new LocalCheck(check, new Probe.Ttl(Duration.ofHours(1)), 0, 0, deregisterAfter);
        checks.refresh(store.change(draft -> draft.agent().register(service(name), List.of(local), false)));
    }

    private static Service service(String name) {
        return new Service(NODE, name, name, List.of(), "", 80, Map.of(), Map.of(), Service.Weights.EVEN, false, 0, 0);
    }

    private static final class HandClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-24T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
