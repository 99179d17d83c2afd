package io.slipway.registry.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries out of OkHttp that an answer came whose body is of no use. */
final class UnreadableBody extends IOException {

    UnreadableBody(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
