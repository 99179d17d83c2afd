package io.slipway.registry.discovery;

import static io.slipway.registry.discovery.Instances.instance;
import static io.slipway.registry.discovery.Instances.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowStartTest extends PoolFixture {

    private static final Duration WARM_UP = Duration.ofSeconds(100);

    @ParameterizedTest
    @EnumSource(Balance.class)
    void theShareOfANewcomerGrowsFromLittleToAll(Balance balance) {
        Pool pool = pool(balance);
        pool.replace(instances(4));
        calls(pool, 1_000);
        pool.replace(instances(5));

        int atFirst = calls(pool, 5_000).get("orders-4");
        pass(Duration.ofSeconds(45));
        int halfway = calls(pool, 5_000).get("orders-4");
        pass(Duration.ofSeconds(50));
        int inTheEnd = calls(pool, 5_000).get("orders-4");

        assertThat(atFirst).isBetween(20, 350);
        assertThat(halfway).isBetween(atFirst + 100, 1_400);
        assertThat(inTheEnd).isBetween(650, 1_600);
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void ofTwoTheNewcomerGetsLess(Balance balance) {
        Pool pool = pool(balance);
        pool.replace(instances(1));
        calls(pool, 1_000);
        pool.replace(instances(2));

        assertThat(calls(pool, 2_000).get("orders-1")).isBetween(20, 500);
    }

    @Test
    void noneOfTheFirstIsSlow() {
        Pool pool = pool(Balance.ROUND_ROBIN);
        pool.replace(instances(4));

        assertThat(calls(pool, 400)).allSatisfy((id, count) -> assertThat(count).isEqualTo(100));
    }

    @Test
    void whereAllAreReplacedAtOnceNoneIsSlow() {
        Pool pool = pool(Balance.ROUND_ROBIN);
        pool.replace(instances(4));
        pool.replace(IntStream.range(0, 4).mapToObj(i -> instance("next-" + i)).toList());

        assertThat(calls(pool, 400)).allSatisfy((id, count) -> assertThat(count).isEqualTo(100));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void whereOnlyNewcomersAreLeftTheyShareTheCalls(Balance balance) {
        Pool pool = pool(balance);
        pool.replace(instances(1));
        pool.replace(instances(5));
        pool.replace(instances(5).subList(1, 5));

        assertThat(calls(pool, 4_000)).hasSize(4).allSatisfy((id, count) -> assertThat(count)
                .isBetween(500, 1_800));
    }

    @Test
    void theSameInstanceWithOtherTagsIsNoNewcomer() {
        Pool pool = pool(Balance.ROUND_ROBIN);
        pool.replace(instances(2));
        pool.replace(List.of(instance("orders-0"), instance("orders-1", Map.of("version", "2"), "canary")));

        assertThat(calls(pool, 200)).containsEntry("orders-1", 100);
    }

    @Test
    void theSameIdAtAnotherAddressIsANewcomer() {
        Pool pool = pool(Balance.ROUND_ROBIN);
        pool.replace(instances(2));
        pool.replace(List.of(
                instance("orders-0"),
                new ServiceInstance("orders-1", "orders", "10.0.0.6", 31000, List.of(), Map.of())));

        assertThat(calls(pool, 1_000).get("orders-1")).isBetween(10, 250);
    }

    private Pool pool(Balance balance) {
        return pool(Discovery.Options.DEFAULT.withBalance(balance).withSlowStart(WARM_UP));
    }
}
