package io.slipway.service;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits as long as a machine with too much to do may need; a test that passes does not notice. */
final class Patience {

    private Patience() {}

    static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(60));
    }
}
