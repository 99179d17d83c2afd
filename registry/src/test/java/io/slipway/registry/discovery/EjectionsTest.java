package io.slipway.registry.discovery;

import static io.slipway.registry.discovery.Instances.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipway.registry.internal.Logs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EjectionsTest extends PoolFixture {

    private static final OutlierPolicy POLICY =
            new OutlierPolicy(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 0.5);

    @ParameterizedTest
    @EnumSource(Balance.class)
    void oneThatFailsInARowIsLeftAlone(Balance balance) {
        Pool pool = pool(balance, POLICY, 4);

        eject(pool, "orders-2");

        assertThat(calls(pool, 1_000)).containsOnlyKeys("orders-0", "orders-1", "orders-3");
    }

    @Test
    void asManyFailuresAsThePolicySaysEjectAndNotOneLess() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);

        fail(pool, "orders-2", 2);
        assertThat(pool.ejected()).isZero();

        fail(pool, "orders-2", 1);
        assertThat(pool.ejected()).isEqualTo(1);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);

        fail(pool, "orders-2", 2);
        only(pool, "orders-2").succeeded(MILLI);
        fail(pool, "orders-2", 2);

        assertThat(pool.ejected()).isZero();
    }

    @Test
    void aCallThatWasAbandonedIsNoFailure() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);

        fail(pool, "orders-2", 2);
        only(pool, "orders-2").abandoned();
        assertThat(pool.ejected()).isZero();
        fail(pool, "orders-2", 1);

        assertThat(pool.ejected()).isEqualTo(1);
    }

    @Test
    void noFailuresAreTooManyWhereThePolicySaysSo() {
        Pool pool = pool(Balance.ROUND_ROBIN, OutlierPolicy.NONE, 4);

        fail(pool, "orders-2", 1_000);

        assertThat(pool.ejected()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 0", "2, 0.5, 1", "3, 0.5, 1", "10, 0.5, 5", "10, 0.1, 1", "5, 0.1, 1", "4, 1, 3", "4, 0, 0"})
    void noMoreThanTheShareAreEjectedAndNeverTheLastOne(int instances, double share, int most) {
        Pool pool = pool(
                Balance.ROUND_ROBIN,
                new OutlierPolicy(3, Duration.ofSeconds(5), Duration.ofSeconds(60), share),
                instances);

        calls(pool, instances * 50, lease -> lease.failed(MILLI));

        assertThat(pool.ejected()).isEqualTo(most);
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void afterItsTimeOneCallAtATimeProbesIt(Balance balance) {
        Pool pool = pool(balance, POLICY, 4);
        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));

        List<Lease> open = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            open.add(lease(pool));
        }

        assertThat(open).filteredOn(lease -> id(lease).equals("orders-2")).hasSize(1);
        open.forEach(Lease::abandoned);
    }

    @Test
    void aProbeThatIsAnsweredOpensIt() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));

        Map<String, Integer> calls = calls(pool, 400);

        assertThat(pool.ejected()).isZero();
        assertThat(calls.get("orders-2")).isBetween(90, 110);
    }

    @Test
    void eachProbeThatFailsDoublesTheTimeUpToTheLongest() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        eject(pool, "orders-2");

        for (int seconds : List.of(5, 10, 20, 40, 60, 60)) {
            pass(Duration.ofSeconds(seconds).minusMillis(500));
            assertThat(calls(pool, 100)).doesNotContainKey("orders-2");
            pass(Duration.ofMillis(500));
            probe(pool, "orders-2").failed(MILLI);
        }
    }

    @Test
    void aProbeOfWhichNothingIsHeardMayBeMadeAgainLater() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));
        probe(pool, "orders-2").abandoned();

        assertThat(calls(pool, 100)).doesNotContainKey("orders-2");

        pass(Duration.ofSeconds(11));
        probe(pool, "orders-2").succeeded(MILLI);
        assertThat(pool.ejected()).isZero();
    }

    @Test
    void whatWasUnderWayWhenItWasEjectedNeitherProlongsNorEndsIt() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        Lease late = only(pool, "orders-2");
        Lease later = only(pool, "orders-2");
        eject(pool, "orders-2");

        late.failed(MILLI);
        later.succeeded(MILLI);
        assertThat(pool.ejected()).isEqualTo(1);

        pass(Duration.ofMillis(5_100));
        probe(pool, "orders-2").succeeded(MILLI);
        assertThat(pool.ejected()).isZero();
    }

    @Test
    void oneThatFailsAgainSoonIsLeftAloneForLongerAndOneThatWasGoodForLongIsNot() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));
        probe(pool, "orders-2").succeeded(MILLI);

        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));
        assertThat(calls(pool, 100)).doesNotContainKey("orders-2");
        pass(Duration.ofSeconds(5));
        probe(pool, "orders-2").succeeded(MILLI);

        pass(Duration.ofSeconds(61));
        eject(pool, "orders-2");
        pass(Duration.ofSeconds(6));
        probe(pool, "orders-2").succeeded(MILLI);
    }

    @Test
    void whereOnlyThoseEjectedAreLeftTheyAreCalled() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 2);
        eject(pool, "orders-1");

        Lease lease = lease(pool, "orders-0");
        assertThat(id(lease)).isEqualTo("orders-1");
        lease.failed(MILLI);

        // That was no probe: it is due when it was.
        pass(Duration.ofSeconds(6));
        probe(pool, "orders-1").succeeded(MILLI);
        assertThat(pool.ejected()).isZero();
    }

    @Test
    void whereTheOthersLeftAnEjectedOneIsCalledAndOpens() {
        Pool pool = pool(Balance.POWER_OF_TWO, POLICY, 2);
        eject(pool, "orders-0");
        pool.replace(instances(1));

        assertThat(calls(pool, 10)).containsEntry("orders-0", 10);
        pass(Duration.ofSeconds(6));
        calls(pool, 10);
        assertThat(pool.ejected()).isZero();
    }

    @Test
    void anInstanceThatComesBackIsNotTheOneThatWasEjected() {
        Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
        eject(pool, "orders-3");

        pool.replace(instances(3));
        pool.replace(instances(4));

        assertThat(pool.ejected()).isZero();
    }

    @Test
    void itsBeginningAndItsEndAreLoggedAndNotEachProbe() {
        try (Logs logs = Logs.of(Discovery.class)) {
            Pool pool = pool(Balance.ROUND_ROBIN, POLICY, 4);
            eject(pool, "orders-2");
            pass(Duration.ofSeconds(6));
            probe(pool, "orders-2").failed(MILLI);
            pass(Duration.ofSeconds(11));
            probe(pool, "orders-2").succeeded(MILLI);

            assertThat(logs.lines())
                    .containsExactly(
                            "WARN orders-2 at 10.0.0.5:31000 of orders failed 3 times in a row: it is left alone for 5 s,"
                                    + " then tried by one call at a time.",
                            "INFO orders-2 at 10.0.0.5:31000 of orders answers again and gets its share of the calls.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 60, 0.5",
        "3, 0, 60, 0.5",
        "3, -5, 60, 0.5",
        "3, 5, 4, 0.5",
        "3, 5, 86401, 0.5",
        "3, 5, 60, 1.1",
        "3, 5, 60, -0.1",
        "3, 5, 60, NaN"
    })
    void aPolicyThatCannotBeMeantIsRefused(int failures, int first, int longest, double most) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new OutlierPolicy(failures, Duration.ofSeconds(first), Duration.ofSeconds(longest), most))
                .withMessageStartingWith("Cannot eject after " + failures + " failures for ");
    }

    private Pool pool(Balance balance, OutlierPolicy policy, int instances) {
        Pool pool = pool(Discovery.Options.DEFAULT.withBalance(balance).withOutliers(policy));
        pool.replace(instances(instances));
        return pool;
    }

    /** Returns the one call that is let through, having asked often enough to be given it. */
    private Lease probe(Pool pool, String id) {
        for (int i = 0; i < 1_000; i++) {
            Lease lease = lease(pool);
            if (id(lease).equals(id)) {
                return lease;
            }
            lease.succeeded(MILLI);
        }
        throw new AssertionError("nobody probed " + id);
    }
}
