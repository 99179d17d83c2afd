package io.slipway.marathon.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.UpgradeStrategy;
import io.slipway.marathon.strategy.Copy.Condition;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingTest {

    private static final int ENOUGH = 100;

    /** What a real Marathon was measured to do (contract, A5). */
    @ParameterizedTest
    @CsvSource({
        // old, wanted, minimum, over, ended before any start, peak, low
        "4, 4, 1, 1, 0, 8, 4",
        "4, 4, 1, 0, 0, 5, 4",
        "4, 4, 0.5, 0, 2, 4, 2",
        "4, 4, 0, 0, 4, 4, 0",
        "4, 4, 0.5, 0.5, 2, 6, 2",
        "4, 4, 0, 1, 4, 8, 0",
        "4, 4, 0.75, 0.25, 1, 5, 3",
        "1, 1, 1, 1, 0, 2, 1",
        "1, 1, 1, 0, 0, 2, 1",
        "1, 1, 0, 0, 1, 1, 0",
        "1, 1, 0.5, 0.5, 0, 2, 1",
        "3, 3, 0.5, 0.2, 1, 3, 2",
        "10, 10, 0.9, 0.1, 1, 11, 9",
        "4, 6, 1, 1, 0, 10, 4",
        "4, 2, 1, 0, 2, 4, 2",
        "4, 8, 0.5, 0, 0, 8, 4",
        "4, 0, 1, 1, 4, 4, 0",
    })
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
