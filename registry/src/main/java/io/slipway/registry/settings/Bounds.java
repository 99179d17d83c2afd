package io.slipway.registry.settings;

import io.slipway.registry.internal.Excerpt;
import java.util.List;
import java.util.function.Supplier;

/** Turns what a {@link Validation} finds into a refusal. */
final class Bounds {

    private Bounds() {}

    /** @throws IllegalArgumentException that says everything that was found, or why it could not be looked for */
    static void require(Supplier<List<String>> faults) {
        String found;
        try {
            found = String.join("; ", faults.get());
        } catch (RuntimeException e) { // Wide because constraints are other people's code.
            throw new IllegalArgumentException("its bounds cannot be checked: " + Excerpt.of(e), e);
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(found);
        }
    }
}
