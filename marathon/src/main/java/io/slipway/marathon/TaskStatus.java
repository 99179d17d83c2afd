package io.slipway.marathon;

import java.util.Locale;

/** Chooses the tasks to list; Marathon knows no other choice and answers an unknown one with all tasks. */
public enum TaskStatus {
    RUNNING,
    STAGING;

    /** Returns the form of the query, {@code running}. */
    public String query() {
        return name().toLowerCase(Locale.ROOT);
    }
}
