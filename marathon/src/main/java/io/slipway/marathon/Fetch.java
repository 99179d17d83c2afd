package io.slipway.marathon;

/** Copies a file into a task's sandbox before it starts. */
public record Fetch(String uri, boolean extract, boolean executable, boolean cache) {

    /** Fetches as Marathon does when only the URI is given. */
    public static Fetch of(String uri) {
        return new Fetch(uri, true, false, false);
    }
}
