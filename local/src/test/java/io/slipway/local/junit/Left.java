package io.slipway.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Registry;
import java.time.Duration;

/** Looks for what other classes left. */
final class Left {

    private Left() {}

    static void nothingElseIn(Registry registry) {
        assertThat(registry.entries("", 0, Duration.ZERO).value()).isEmpty();
    }
}
