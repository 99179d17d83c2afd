package io.slipway.bamboo.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H35: several edges never reload at once, and none waits for ever")
class ReloadTurnTest {

    private static final String KEY = "slipway/edge/reloading";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    private ReloadTurn turn(String name, Duration patience) {
        return new ReloadTurn(registry, KEY, name, patience, () -> {});
    }

    private static void awaitTurn(ReloadTurn turn) {
        await().atMost(Duration.ofSeconds(30)).until(turn::take);
    }

    @Test
    void whoComesSecondWaitsUntilTheFirstIsDone() {
        try (ReloadTurn one = turn("one", LONG);
                ReloadTurn two = turn("two", LONG)) {
            awaitTurn(one);
            assertThat(two.take()).isFalse();
            assertThat(registry.entry(KEY).orElseThrow().value()).isEqualTo("one");
            one.release();
            awaitTurn(two);
            assertThat(registry.entry(KEY).orElseThrow().value()).isEqualTo("two");
        }
    }

    @Test
    void aHolderThatDiedIsWaitedForOnce() {
        registry.put(KEY, "dead");
        try (ReloadTurn one = turn("one", Duration.ofMillis(100))) {
            awaitTurn(one);
            assertThat(registry.entry(KEY).orElseThrow().value()).isEqualTo("one");
            one.release();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> registry.entry(KEY).orElseThrow().value().isEmpty());
        }
    }

    @Test
    void aRegistryThatIsAwayIsNotWaitedFor() {
        registry.goAway();
        try (ReloadTurn one = turn("one", LONG)) {
            awaitTurn(one);
        }
    }
}
