package io.slipway.launcher.engine;

/** Says why a setting was not changed. */
public final class SettingsException extends RuntimeException {

    SettingsException(String message) {
        super(message);
    }
}
