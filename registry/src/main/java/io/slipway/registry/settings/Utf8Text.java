package io.slipway.registry.settings;

/** Refuses what was no text when it was written. */
final class Utf8Text {

    // Stands where the bytes were not UTF-8; nobody means it.
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Text() {}

    static String require(String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new IllegalArgumentException("not text in UTF-8");
        }
        return text;
    }
}
