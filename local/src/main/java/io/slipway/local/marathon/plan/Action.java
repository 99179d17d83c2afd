package io.slipway.local.marathon.plan;

import io.slipway.marathon.AppId;

/** Is one thing a deployment does to one app. */
public record Action(Kind kind, AppId app) {

    /** Names what is done. */
    public enum Kind {
        START("StartApplication"),
        STOP("StopApplication"),
        SCALE("ScaleApplication"),
        RESTART("RestartApplication");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
