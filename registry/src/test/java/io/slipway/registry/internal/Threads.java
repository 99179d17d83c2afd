package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.stream.Collectors;

/** Counts the threads of this module. */
public final class Threads {

    private Threads() {}

    /** Returns the names of the threads alive that this module started. */
    public static Set<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("slipway"))
                .collect(Collectors.toSet());
    }

    public static void awaitOnly(Set<String> names) {
        await().untilAsserted(() -> assertThat(ours()).isEqualTo(names));
    }
}
