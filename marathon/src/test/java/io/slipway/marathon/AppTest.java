package io.slipway.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppTest {

    private static final String BEFORE = "2026-11-24T03:00:00.000Z";
    private static final String CHANGED = "2026-11-24T03:01:00.000Z";
    private static final String SCALED = "2026-11-24T03:02:00.000Z";
    private static final String LATER = "2026-11-24T03:03:00.000Z";

    @Test
    void aTaskIsCurrentBetweenTheLastConfigChangeAndTheVersion() {
        App app = app(SCALED, CHANGED);

        assertThat(List.of(BEFORE, CHANGED, SCALED, LATER).stream()
                        .filter(version -> app.isCurrent(task("TASK_RUNNING", version)))
                        .toList())
                .containsExactly(CHANGED, SCALED);
    }

    @Test
    void aTaskThatWaitsForRelaunchIsNotCurrent() {
        assertThat(app(SCALED, CHANGED).isCurrent(task("TASK_FAILED", null))).isFalse();
    }

    @Test
    void anAppIsAsWantedOnlyWithTheWantedNumberOfRunningCurrentHealthyTasks() {
        Task good = task("TASK_RUNNING", CHANGED);
        Task old = task("TASK_RUNNING", BEFORE);
        Task dying = task("TASK_KILLING", CHANGED);

        assertThat(app(SCALED, CHANGED, good, good).isAsWanted()).isTrue();
        assertThat(app(SCALED, CHANGED, good).isAsWanted()).isFalse();
        assertThat(app(SCALED, CHANGED, good, good, good).isAsWanted()).isFalse();
        assertThat(app(SCALED, CHANGED, good, old).isAsWanted()).isFalse();
        assertThat(app(SCALED, CHANGED, good, dying).isAsWanted()).isFalse();
    }

    private static App app(String version, String changed, Task... tasks) {
        AppSpec spec = AppSpec.of(AppId.of("/a")).withInstances(2);
        return new App(spec, version, changed, 0, 0, 0, 0, List.of(tasks), List.of(), null);
    }

    private static Task task(String state, @Nullable String version) {
        return new Task("a.1", AppId.of("/a"), "127.0.0.1", List.of(), state, version, null, List.of());
    }
}
