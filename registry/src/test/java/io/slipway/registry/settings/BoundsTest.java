package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.internal.Threads;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.testing.InMemoryRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundsTest {

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SettingsStore store =
            SettingsStore.open(registry, "shop", SettingsStore.Options.DEFAULT.with(new UpTo100()));

    @Settings("range")
    record Range(@Default("1") int least, @Default("10") int most) {}

    @Settings("big")
    record Big(@Default("101") int least) {}

    @Settings("odd")
    record Odd(@Default("1") int unchecked) {}

    /** Wants numbers from 0 to 100, even ones, and the least below the most. */
    private static final class UpTo100 implements Validation {

        @Override
        public List<String> faults(Class<? extends Record> type, String component, Object value) {
            if (component.equals("unchecked")) {
                throw new UnsupportedOperationException("no bound for " + type.getSimpleName());
            }
            List<String> faults = new ArrayList<>();
            if ((int) value > 100) {
                faults.add("must be at most 100");
            }
            if ((int) value == 666) {
                faults.add("must be decent");
            }
            return faults;
        }

        @Override
        public List<String> faults(Record settings) {
            return settings instanceof Range range && range.least() > range.most()
                    ? List.of("least must be below most")
                    : List.of();
        }
    }

    @AfterEach
    void close() {
        store.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void everyBoundThatIsBrokenIsToldAtOnce() {
        Live<Range> range = store.live(Range.class);
        registry.put("config/shop/range.least", "101");
        registry.put("config/shop/range.most", "666");

        awaitRefused(
                new Refusal("range.least", "101", "must be at most 100", 2),
                new Refusal("range.most", "666", "must be at most 100; must be decent", 3));
        assertThat(range.get()).isEqualTo(new Range(1, 10));
    }

    @Test
    void boundsOfTheWholeRecordAreChecked() {
        Live<Range> range = store.live(Range.class);
        registry.put("config/shop/range.least", "50");
        awaitRefused(new Refusal("range.least", "50", "least must be below most", 2));

        registry.put("config/shop/range.most", "60");
        await().untilAsserted(() -> assertThat(range.get()).isEqualTo(new Range(50, 60)));
        assertThat(store.report().refused()).isEmpty();
    }

    @Test
    void aDefaultMustKeepItsBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.live(Big.class))
                .withMessage("Big cannot hold settings: the default of least, \"101\": must be at most 100.");
    }

    @Test
    void aBoundThatCannotBeCheckedIsAFaultOfTheRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.live(Odd.class))
                .withMessage("Odd cannot hold settings: the default of unchecked, \"1\": its bounds cannot be checked:"
                        + " no bound for Odd.");
    }

    private void awaitRefused(Refusal... refusals) {
        await().untilAsserted(() -> assertThat(store.report().refused()).containsExactly(refusals));
    }
}
