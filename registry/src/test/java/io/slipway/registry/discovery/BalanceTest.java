package io.slipway.registry.discovery;

import static io.slipway.registry.discovery.Instances.instances;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalanceTest extends PoolFixture {

    @Test
    void inTurnEachGetsTheSame() {
        Pool pool = pool(Balance.ROUND_ROBIN, 7);

        assertThat(calls(pool, 7_000)).hasSize(7).allSatisfy((id, count) -> assertThat(count)
                .isEqualTo(1_000));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void instancesThatAreAlikeGetAboutTheSame(Balance balance) {
        Pool pool = pool(balance, 10);

        assertThat(calls(pool, 10_000)).hasSize(10).allSatisfy((id, count) -> assertThat(count)
                .isBetween(600, 1_600));
    }

    @Test
    void oneThatAnswersSlowlyGetsLess() {
        Pool pool = pool(Balance.POWER_OF_TWO, 10);

        Map<String, Integer> calls = calls(
                pool, 10_000, lease -> lease.succeeded(id(lease).equals("orders-3") ? Duration.ofMillis(50) : MILLI));

        assertThat(calls.get("orders-3")).isBetween(1, 300);
    }

    @Test
    void oneThatWasSlowIsTriedAgainAndGetsItsShareBack() {
        Pool pool = pool(Balance.POWER_OF_TWO, 4);
        calls(pool, 1_000, lease -> lease.succeeded(id(lease).equals("orders-3") ? Duration.ofMillis(50) : MILLI));

        pass(Duration.ofMinutes(2));
        calls(pool, 1_000);

        assertThat(calls(pool, 4_000).get("orders-3")).isBetween(500, 2_000);
    }

    @Test
    void oneThatHoldsManyCallsGetsLess() {
        Pool pool = pool(Balance.POWER_OF_TWO, 4);
        calls(pool, 1_000);
        List<Lease> held = new ArrayList<>();
        while (held.size() < 20) {
            Lease lease = lease(pool, "orders-0", "orders-1", "orders-2");
            held.add(lease);
        }

        assertThat(calls(pool, 1_000).getOrDefault("orders-3", 0)).isLessThan(50);

        held.forEach(Lease::abandoned);
        assertThat(calls(pool, 1_000).get("orders-3")).isBetween(100, 500);
    }

    @Test
    void oneThatFailsQuicklyIsNotMistakenForAQuickOne() {
        Pool pool =
                pool(Discovery.Options.DEFAULT.withBalance(Balance.POWER_OF_TWO).withOutliers(OutlierPolicy.NONE), 4);

        Map<String, Integer> calls = calls(pool, 4_000, lease -> {
            if (id(lease).equals("orders-3")) {
                lease.failed(Duration.ofNanos(1_000));
            } else {
                lease.succeeded(MILLI);
            }
        });

        assertThat(calls.get("orders-3")).isLessThan(200);
    }

    @Test
    void allAreTriedBeforeAnyIsTriedTwiceAtATime() {
        Pool pool = pool(Balance.POWER_OF_TWO, 2);

        List<String> first = List.of(id(lease(pool)), id(lease(pool)));

        assertThat(first).containsExactlyInAnyOrder("orders-0", "orders-1");
    }

    @Test
    void ofAThousandAllAreCalled() {
        Pool pool = pool(Balance.POWER_OF_TWO, 1_000);

        assertThat(calls(pool, 20_000)).hasSize(1_000);
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void thoseExcludedAreNotPicked(Balance balance) {
        Pool pool = pool(balance, 10);
        Set<String> allButOne =
                IntStream.range(0, 9).mapToObj(i -> "orders-" + i).collect(Collectors.toSet());

        for (int i = 0; i < 100; i++) {
            assertThat(id(lease(pool, allButOne.toArray(String[]::new)))).isEqualTo("orders-9");
        }
        allButOne.add("orders-9");
        assertThat(pool.lease(allButOne)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void ofNobodyNobodyIsPicked(Balance balance) {
        assertThat(pool(balance, 0).lease(Set.of())).isNull();
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void theOnlyOneIsPickedEachTime(Balance balance) {
        assertThat(calls(pool(balance, 1), 100)).containsExactly(Map.entry("orders-0", 100));
    }

    @Test
    void aCallThatEndsTwiceIsCountedOnce() {
        Pool pool = pool(Balance.POWER_OF_TWO, 2);
        calls(pool, 10);
        Lease zero = lease(pool, "orders-1");
        for (int i = 0; i < 5; i++) {
            zero.abandoned();
            zero.succeeded(MILLI);
            zero.failed(MILLI);
        }

        // With a count below nothing it would look idle for ever.
        assertThat(calls(pool, 1_000).get("orders-0")).isBetween(300, 700);
    }

    @Test
    void standingSurvivesANewListAndGoesWithItsInstance() {
        Pool pool = pool(Balance.POWER_OF_TWO, 2);
        calls(pool, 1_000, lease -> lease.succeeded(id(lease).equals("orders-1") ? Duration.ofMillis(50) : MILLI));

        pool.replace(instances(3));
        calls(pool, 10);
        Map<String, Integer> kept = calls(pool, 1_000);
        assertThat(kept.getOrDefault("orders-1", 0)).isLessThan(100);

        pool.replace(instances(1));
        pool.replace(instances(2));
        only(pool, "orders-1").abandoned();
        pass(Duration.ofMinutes(1));
        assertThat(calls(pool, 1_000).get("orders-1")).isGreaterThan(200);
    }

    @Test
    void manyThreadsPickWhileTheListChanges() throws InterruptedException {
        Pool pool = new Pool("orders", Discovery.Options.DEFAULT, Surroundings.REAL);
        pool.replace(instances(5));
        Set<String> picked = Collections.synchronizedSet(new HashSet<>());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    Lease lease = lease(pool);
                    picked.add(id(lease));
                    if (i % 3 == 0) {
                        lease.failed(MILLI);
                    } else {
                        lease.succeeded(MILLI);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((who, e) -> failures.add(e));
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; i < 1_000; i++) {
            pool.replace(instances(1 + i % 7));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(picked)
                .isSubsetOf("orders-0", "orders-1", "orders-2", "orders-3", "orders-4", "orders-5", "orders-6");
        pool.replace(instances(1));
        assertThat(calls(pool, 3)).containsOnlyKeys("orders-0");
    }

    private Pool pool(Balance balance, int instances) {
        return pool(Discovery.Options.DEFAULT.withBalance(balance), instances);
    }

    private Pool pool(Discovery.Options options, int instances) {
        Pool pool = pool(options);
        pool.replace(instances(instances));
        return pool;
    }
}
