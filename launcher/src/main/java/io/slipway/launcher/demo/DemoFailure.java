package io.slipway.launcher.demo;

import org.jspecify.annotations.Nullable;

/** Ends a chapter that cannot go on; its message becomes the measured value of a ✗ row. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String message, @Nullable Throwable cause) {
        super(cause == null ? message : message + " (" + cause.getMessage() + ")", cause);
    }

    DemoFailure(String message) {
        this(message, null);
    }
}
