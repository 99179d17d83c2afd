package io.slipway.registry.discovery;

import static io.slipway.registry.discovery.Instances.inZones;
import static io.slipway.registry.discovery.Instances.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipway.registry.ServiceInstance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest extends PoolFixture {

    @Test
    void anInstanceHasAllOfTheTags() {
        Filter filter = Filter.none().withTags("blue", "fast");

        assertThat(filter.admits(instance("a", Map.of(), "fast", "blue", "more")))
                .isTrue();
        assertThat(filter.admits(instance("a", Map.of(), "blue"))).isFalse();
        assertThat(filter.admits(instance("a"))).isFalse();
    }

    @Test
    void anInstanceIsOfTheVersion() {
        Filter filter = Filter.none().withVersion("2.0.0");

        assertThat(filter.admits(instance("a", Map.of("version", "2.0.0")))).isTrue();
        assertThat(filter.admits(instance("a", Map.of("version", "2.0.01")))).isFalse();
        assertThat(filter.admits(instance("a"))).isFalse();
    }

    @Test
    void aServicesOwnFilterTakesThePlaceOfTheOneForAll() {
        Discovery.Options options = Discovery.Options.DEFAULT
                .withFilter(Filter.none().withTags("blue"))
                .withFilter("inventory", Filter.none().withVersion("2"));

        assertThat(options.filterOf("orders")).isEqualTo(Filter.none().withTags("blue"));
        assertThat(options.filterOf("inventory")).isEqualTo(Filter.none().withVersion("2"));
    }

    @Test
    void nobodyElseIsCalled() {
        Pool pool = pool(Filter.none().withTags("blue"));
        pool.replace(List.of(instance("blue-1", Map.of(), "blue"), instance("green-1", Map.of(), "green")));

        assertThat(calls(pool, 100)).containsOnlyKeys("blue-1");
        assertThat(pool.lease(Set.of("blue-1"))).isNull();
    }

    @Test
    void theOwnZoneIsCalledAlone() {
        Pool pool = pool(Filter.none().withZone(ZoneRule.prefer("a")));
        pool.replace(inZones("a", "a", "b", "b", "c"));

        assertThat(calls(pool, 1_000)).containsOnlyKeys("orders-0", "orders-1");
    }

    @ParameterizedTest
    @CsvSource({
        "a b b b b, 0.5, false",
        "a b b b, 0.5, true",
        "a a b b b b b b, 0.5, true",
        "a b b b b c c c c, 0.5, false",
        "a b b b b c c c c, 0.3, true",
        "a b b b b b b b b b, 0, true",
        "a b b, 1, false",
        "a b, 1, true",
        "b b, 0, false"
    })
    void theOwnZoneIsLeftWhereItHoldsLessThanItsShare(String zones, double least, boolean alone) {
        Pool pool = pool(Filter.none().withZone(new ZoneRule("a", least)));
        List<ServiceInstance> instances = inZones(zones.split(" ", -1));
        pool.replace(instances);

        assertThat(calls(pool, 2_000)).hasSize(alone ? (int) count(instances) : instances.size());
    }

    @Test
    void whereTheOwnZoneWasTriedTheOthersAre() {
        Pool pool = pool(Filter.none().withZone(ZoneRule.prefer("a")));
        pool.replace(inZones("a", "b"));

        assertThat(id(lease(pool))).isEqualTo("orders-0");
        assertThat(id(lease(pool, "orders-0"))).isEqualTo("orders-1");
    }

    @Test
    void whereTheOwnZoneIsEjectedTheOthersAreCalled() {
        Pool pool = pool(Filter.none().withZone(ZoneRule.prefer("a")));
        pool.replace(inZones("a", "b"));
        eject(pool, "orders-0");

        assertThat(calls(pool, 100)).containsOnlyKeys("orders-1");
    }

    @Test
    void instancesWithoutAZoneAreAZoneOfTheirOwn() {
        Pool pool = pool(Filter.none().withZone(ZoneRule.prefer("a")));
        pool.replace(List.of(instance("orders-0", Map.of("zone", "a")), instance("orders-1")));

        assertThat(calls(pool, 100)).containsOnlyKeys("orders-0");
    }

    @ParameterizedTest
    @CsvSource({"'', 0.5", "' ', 0.5", "a, -0.1", "a, 1.1", "a, NaN"})
    void aRuleThatCannotBeMeantIsRefused(String zone, double least) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZoneRule(zone, least))
                .withMessage("Cannot prefer the zone \"" + zone + "\" down to a share of " + least
                        + ": a zone has a name, and the share is between 0 and 1.");
    }

    private Pool pool(Filter filter) {
        return pool(Discovery.Options.DEFAULT.withFilter(filter));
    }

    private static long count(List<ServiceInstance> instances) {
        return instances.stream()
                .filter(instance -> "a".equals(instance.meta().get("zone")))
                .count();
    }
}
