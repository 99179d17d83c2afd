package io.slipway.local.marathon.health;

/** Is what one probe found; the cause is empty for the good and for the silent. */
public record Finding(boolean alive, String cause) {

    static final Finding ALIVE = new Finding(true, "");

    static Finding dead(String cause) {
        return new Finding(false, cause);
    }
}
