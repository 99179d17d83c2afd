package io.slipway.bamboo.source;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H8: a valid list that shrank")
class ShrinkGuardTest {

    private final ShrinkGuard guard = new ShrinkGuard(Duration.ofSeconds(1));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Every list comes a second after the one before. */
    private @Nullable String doubt(List<App> apps, Set<String> dying) {
        now = now.plusSeconds(1);
        return guard.doubt(apps, dying, now);
    }

    private static List<App> routed(String... tasks) {
        Task[] running = Stream.of(tasks).map(id -> task("/orders", id, 1)).toArray(Task[]::new);
        return List.of(app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), running));
    }

    @Test
    void theFirstListIsBelievedWhateverItSays() {
        assertThat(doubt(List.of(), Set.of())).isNull();
    }

    @Test
    void aListThatLostOneOfSeveralIsBelieved() {
        doubt(routed("a", "b"), Set.of());
        assertThat(doubt(routed("a"), Set.of())).isNull();
    }

    @Test
    void aListThatLostMostIsBelievedTheSecondTime() {
        doubt(routed("a", "b", "c"), Set.of());
        assertThat(doubt(routed("a"), Set.of()))
                .isEqualTo("Marathon suddenly lists 1 of 3 routed tasks: held until it says so again.");
        // Another task has come meanwhile; the same ones are missing.
        assertThat(doubt(routed("a", "d"), Set.of())).isNull();
    }

    @Test
    void aListThatLosesOthersTheSecondTimeIsDoubtedAgain() {
        doubt(routed("a", "b", "c"), Set.of());
        assertThat(doubt(routed("a"), Set.of())).isNotNull();
        assertThat(doubt(routed("b"), Set.of())).isNotNull();
    }

    @Test
    void aListThatRecoversIsBelievedAndTheDoubtForgotten() {
        doubt(routed("a", "b"), Set.of());
        assertThat(doubt(List.of(), Set.of())).isNotNull();
        assertThat(doubt(routed("a", "b"), Set.of())).isNull();
        assertThat(doubt(List.of(), Set.of())).isNotNull();
    }

    @Test
    void whatWasAnnouncedIsNotMissed() {
        doubt(routed("a", "b", "c"), Set.of());
        assertThat(doubt(routed("a"), Set.of("b", "c"))).isNull();
    }

    @Test
    void appsThatAreNotRoutedMayComeAndGo() {
        doubt(List.of(app("/jobs", Map.of(), task("/jobs", "a", 1), task("/jobs", "b", 2))), Set.of());
        assertThat(doubt(List.of(), Set.of())).isNull();
    }

    @Test
    void theSecondListHasToComeLaterAndNotOnlyAgain() {
        doubt(routed("a", "b"), Set.of());
        assertThat(doubt(List.of(), Set.of())).isNotNull();
        assertThat(guard.doubt(List.of(), Set.of(), now.plusMillis(999))).isNotNull();
        assertThat(guard.doubt(List.of(), Set.of(), now.plusMillis(1000))).isNull();
    }
}
