package io.slipway.marathon.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.UpgradeStrategy;
import io.slipway.marathon.strategy.Copy.Condition;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RollingTest {

    private static final int ENOUGH = 100;

    /** What a real Marathon was measured to do: a table shared with the scheduler. */
    @ParameterizedTest
    @CsvFileSource(resources = "/rolling-upgrades.csv", numLinesToSkip = 1)
    @CsvSource("4, 0, 1, 1, 4, 4, 0") // Marathon scales then
    void upgradesGoAsMarathonsDo(int old, int wanted, double minimum, double over, int endedFirst, int peak, int low) {
        Strategy strategy = new Rolling(new UpgradeStrategy(minimum, over));
        World world = new World(strategy, wanted, Collections.nCopies(old, Condition.HEALTHY));

        assertThat(world.move().drain()).hasSize(endedFirst);
        for (int i = 0; i < ENOUGH && !world.isDone(); i++) {
            world.drainAll();
            world.move();
            world.improveOne();
            world.move();
        }

        assertThat(world.isDone()).isTrue();
        assertThat(world.peak).isEqualTo(peak);
        assertThat(world.low).isEqualTo(low);
    }
}
