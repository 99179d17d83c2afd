package io.slipway.bamboo.haproxy;

import java.util.regex.Pattern;

/** Writes words that HAProxy takes as they are: in strong quotes, where neither # nor $ nor \ means anything. */
final class Quoted {

    /** Thousands of slots are named at every change. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private Quoted() {}

    /** Quotes a word; refuses what could end the quotes or the line. */
    static String word(String text) {
        if (text.chars().anyMatch(c -> c == '\'' || c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException("HAProxy cannot be given this word in quotes: " + text);
        }
        return "'" + text + "'";
    }

    /** Writes a name of our own making bare; refuses any other. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("This is no name of ours for HAProxy: " + text);
        }
        return text;
    }
}
