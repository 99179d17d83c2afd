package io.slipway.launcher.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why a change was not made, what runs now, and what to do. */
public final class DeployException extends RuntimeException {

    private final @Nullable String task;

    DeployException(String message) {
        this(message, null);
    }

    /** @param task the task whose end tells most about it; absent when none does */
    DeployException(String message, @Nullable String task) {
        super(message);
        this.task = task;
    }

    /** Returns the id of the task whose log tells most. */
    public Optional<String> task() {
        return Optional.ofNullable(task);
    }
}
