package io.slipway.registry.client;

import java.io.IOException;

/** Carries out of OkHttp that discovery knows nobody to call. */
final class NoInstanceException extends IOException {

    NoInstanceException(String message) {
        super(message);
    }
}
