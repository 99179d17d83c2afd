package io.slipway.local.marathon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.marathon.Exchange;
import io.slipway.local.marathon.plan.RollingRestart.Decision;
import io.slipway.local.marathon.plan.RollingRestart.Progress;
import io.slipway.marathon.UpgradeStrategy;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class RollingRestartTest {

    private static final int SEEDS = 20;

    /** What a real Marathon was measured to do: a table shared with the strategy of the same kind. */
    @ParameterizedTest(name = "{0} → {1} instances, min {2}, max {3}")
    @CsvFileSource(resources = "/rolling-upgrades.csv", numLinesToSkip = 1)
    void anUpgradeGoesAsMeasured(int before, int after, double min, double max, int killsAtOnce, int peak, int low) {
        int highest = 0;
        int lowest = Integer.MAX_VALUE;
        for (int seed = 0; seed < SEEDS; seed++) {
            Upgrade upgrade = new Upgrade(after, new UpgradeStrategy(min, max), before, before, new Random(seed));
            assertThat(upgrade.bounds.killsAtOnce()).isEqualTo(killsAtOnce);

            upgrade.run(0);

            highest = Math.max(highest, upgrade.peak);
            lowest = Math.min(lowest, upgrade.low);
        }
        assertThat(highest).isEqualTo(peak);
        assertThat(lowest).isEqualTo(low);
    }

    /** Recorded streams of a real Marathon's events: whatever it started or sentenced, we had already decided to. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("timelines")
    void startsAndKillsComeInTheRecordedOrder(String title, String timeline) {
        Matcher heading = Pattern.compile("instances (\\d+)(?:->(\\d+))?, minimumHealthCapacity=([\\d.]+),"
                        + " maximumOverCapacity=([\\d.]+), healthChecks=(\\w+)")
                .matcher(title);
        assertThat(heading.find()).isTrue();
        int before = Integer.parseInt(heading.group(1));
        int after = heading.group(2) == null ? before : Integer.parseInt(heading.group(2));
        UpgradeStrategy strategy =
                new UpgradeStrategy(Double.parseDouble(heading.group(3)), Double.parseDouble(heading.group(4)));
        String ok = heading.group(5).equals("yes") ? "healthy=True" : "Running";
        RollingRestart bounds = RollingRestart.begin(after, strategy, before, before, before);
        Recorded recorded = new Recorded(bounds, before);
        for (String line : timeline.lines().toList()) {
            recorded.follow(line, ok);
        }
        assertThat(recorded.decision.done()).isTrue();
        assertThat(recorded.started).isEqualTo(after);
    }

    static Stream<Arguments> timelines() {
        return Arrays.stream(Exchange.text("08-rolling-upgrade-timelines.txt").split("\n=== "))
                .skip(1)
                .filter(timeline -> !timeline.contains("->0"))
                .map(timeline -> Arguments.of(timeline.lines().findFirst().orElseThrow(), timeline));
    }

    @Property(tries = 5_000, seed = "5", shrinking = ShrinkingMode.BOUNDED)
    void neverFewerThanMinimumHealthyNeverMoreThanMaximumAndAlwaysToTheEnd(
            @ForAll @IntRange(min = 1, max = 12) int after,
            @ForAll @IntRange(max = 13) int before,
            @ForAll @IntRange(max = 13) int sick,
            @ForAll("strategies") UpgradeStrategy strategy,
            @ForAll int chance) {
        int healthy = Math.max(0, before - sick);
        Upgrade upgrade = new Upgrade(after, strategy, before, healthy, new Random(chance));

        upgrade.run(0);

        int minHealthy = (int) Math.ceil(after * strategy.minimumHealthCapacity());
        assertThat(upgrade.low).isGreaterThanOrEqualTo(Math.min(minHealthy, healthy));
        assertThat(upgrade.peak).isLessThanOrEqualTo(Math.max(before, upgrade.bounds.maxCapacity()));
        int allowed = (int) (after * (1 + strategy.maximumOverCapacity()));
        assertThat(upgrade.bounds.maxCapacity()).isBetween(allowed, allowed + 1);
    }

    @Property(tries = 1_000, seed = "5", shrinking = ShrinkingMode.BOUNDED)
    void anUpgradeEndsHoweverOftenInstancesDie(
            @ForAll @IntRange(min = 1, max = 8) int after,
            @ForAll @IntRange(max = 8) int before,
            @ForAll("strategies") UpgradeStrategy strategy,
            @ForAll int chance) {
        new Upgrade(after, strategy, before, before, new Random(chance)).run(20);
    }

    /** Whole ones and halves more often than others: there the arithmetic has its corners. */
    @Provide
    Arbitrary<UpgradeStrategy> strategies() {
        Arbitrary<Double> shares = Arbitraries.oneOf(
                Arbitraries.of(0.0, 0.5, 1.0),
                Arbitraries.integers().between(0, 100).map(percent -> percent / 100.0));
        return Combinators.combine(shares, shares).as(UpgradeStrategy::new);
    }

    @Test
    void anUnhealthyOnlyInstanceDoesNotHoldAnUpgradeUpForEver() {
        UpgradeStrategy inPlace = new UpgradeStrategy(1, 0);

        assertThat(RollingRestart.begin(1, inPlace, 1, 1, 0).next(new Progress(1, 0, 0, 0)))
                .isEqualTo(new Decision(0, 1, false));
        assertThat(RollingRestart.begin(4, inPlace, 4, 4, 2).next(new Progress(4, 0, 0, 0)))
                .isEqualTo(new Decision(0, 2, false));
    }

    /** Follows a recorded stream: what others did is told, what we decide is owed until the record shows it. */
    private static final class Recorded {

        private final RollingRestart bounds;
        private int oldAlive;
        private int sentenced;
        private int started;
        private int ok;
        private Decision decision;

        Recorded(RollingRestart bounds, int old) {
            this.bounds = bounds;
            this.oldAlive = old;
            decide();
        }

        void follow(String line, String okWord) {
            if (line.matches(".* N\\d+ +Scheduled .*")) {
                assertThat(decision.start()).as(line).isPositive();
                started++;
            } else if (line.contains("->goal Decommissioned")) {
                assertThat(decision.kill()).as(line).isPositive();
                sentenced++;
            } else if (line.matches(".* O\\d+ +Killed .*")) {
                oldAlive--;
            } else if (line.matches(".* N\\d+ +" + okWord + " .*")) {
                ok++;
            }
            decide();
        }

        private void decide() {
            decision = bounds.next(new Progress(oldAlive, sentenced, started, ok));
        }
    }

    /** Plays a machine that does what is decided, in any order and as fast or slow as chance has it. */
    private static final class Upgrade {

        private final RollingRestart bounds;
        private final Random random;
        private int healthyOld;
        private int sickOld;
        private int dying;
        private int starting;
        private int ok;
        private int peak;
        private int low = Integer.MAX_VALUE;

        Upgrade(int after, UpgradeStrategy strategy, int before, int healthy, Random random) {
            this.bounds = RollingRestart.begin(after, strategy, before, before, healthy);
            this.random = random;
            this.healthyOld = healthy;
            this.sickOld = before - healthy;
        }

        void run(int deaths) {
            int deathsLeft = deaths;
            for (int step = 0; step < 1_000; step++) {
                if (decide().done()) {
                    assertThat(healthyOld + sickOld + dying + starting).isZero();
                    assertThat(ok).isEqualTo(bounds.instances());
                    return;
                }
                boolean dies = deathsLeft > 0 && random.nextInt(3) == 0 && die();
                deathsLeft -= dies ? 1 : 0;
                if (!dies) {
                    assertThat(progress())
                            .as("something can still happen: %s", this)
                            .isTrue();
                }
            }
            throw new AssertionError("no end: " + this);
        }

        private Decision decide() {
            int oldAlive = healthyOld + sickOld + dying;
            int serving = healthyOld + sickOld;
            Decision decision = bounds.next(new Progress(oldAlive, bounds.old() - serving, starting + ok, ok));
            starting += decision.start();
            peak = Math.max(peak, oldAlive + starting + ok);
            IntStream.range(0, Math.min(decision.kill(), serving)).forEach(one -> sentence());
            low = Math.min(low, healthyOld + ok);
            return decision;
        }

        private void sentence() {
            if (sickOld > 0) {
                sickOld--;
            } else {
                healthyOld--;
            }
            dying++;
        }

        private boolean progress() {
            boolean end = dying > 0 && (starting == 0 || random.nextBoolean());
            if (end) {
                dying--;
            } else if (starting > 0) {
                starting--;
                ok++;
            } else {
                return false;
            }
            return true;
        }

        private boolean die() {
            if (ok > 0 && random.nextBoolean()) {
                ok--;
                starting++;
                return true;
            }
            if (healthyOld > 0) {
                healthyOld--;
                return true;
            }
            return false;
        }

        @Override
        public String toString() {
            return bounds + " old " + healthyOld + "+" + sickOld + "+" + dying + ", new " + starting + "+" + ok;
        }
    }
}
