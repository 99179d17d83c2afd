package io.slipway.local.platform;

/** Says why the daemon did not come up; nothing of it is left then. */
public final class DaemonFailure extends RuntimeException {

    DaemonFailure(String message) {
        super(message);
    }
}
