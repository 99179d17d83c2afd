package io.slipway.marathon.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.UpgradeStrategy;
import io.slipway.marathon.strategy.Canary.Decision;
import io.slipway.marathon.strategy.Copy.Condition;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Claims what every strategy does with every fleet, whatever happens to its copies meanwhile. */
class StrategyPropertyTest {

    private static final int ENOUGH = 200;

    /** The promises themselves are checked by {@link World} at every move. */
    @Property(tries = 1000, seed = "5", shrinking = ShrinkingMode.BOUNDED)
    void promisesAreKeptWhateverHappensAndTheEndIsReached(
            @ForAll("strategies") Strategy strategy,
            @ForAll @IntRange(max = 9) int wanted,
            @ForAll("old") List<Condition> old,
            @ForAll @Size(max = 60) List<Integer> chances) {
        World world = new World(strategy, wanted, old);

        for (int chance : chances) {
            world.move();
            world.chance(chance);
        }
        for (int i = 0; i < ENOUGH && !world.isDone(); i++) {
            world.move();
            world.improveAll();
        }

        assertThat(world.isDone()).as("done: %s", world.fleet()).isTrue();
        assertThat(world.move().create()).isZero();
        assertThat(world.move().drain()).isEmpty();
    }

    @Property(tries = 300, seed = "5")
    void aLoadBalancerThatLosesSightOfAllLosesNothing(
            @ForAll @IntRange(min = 1, max = 9) int wanted, @ForAll("careful") Strategy strategy) {
        World world = new World(strategy, wanted, Collections.nCopies(wanted, Condition.UNHEALTHY));

        for (int i = 0; i < ENOUGH; i++) {
            assertThat(world.move().drain()).isEmpty();
            world.drainAll();
        }
    }

    @Provide
    Arbitrary<List<Condition>> old() {
        return Arbitraries.of(Condition.values()).list().ofMaxSize(9);
    }

    @Provide
    Arbitrary<Strategy> strategies() {
        Arbitrary<Strategy> canary =
                Combinators.combine(shares(), Arbitraries.of(Decision.values())).as(Canary::new);
        return Arbitraries.oneOf(
                rolling(), canary, Arbitraries.of(new DownThenUp(), new Brutal(), new Crossover(), new UpThenDown()));
    }

    /** Those that must keep all copies that were. */
    @Provide
    Arbitrary<Strategy> careful() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, 0.3, 1.0).map(over -> new Rolling(new UpgradeStrategy(1, over))),
                Arbitraries.of(new Crossover(), new UpThenDown()),
                shares().map(Canary::of));
    }

    private static Arbitrary<Strategy> rolling() {
        Arbitrary<Double> share = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(share, share).as((minimum, over) -> new Rolling(new UpgradeStrategy(minimum, over)));
    }

    private static Arbitrary<Share> shares() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9).map(Share.Instances::new),
                Arbitraries.integers().between(1, 100).map(Share.Percent::new));
    }
}
