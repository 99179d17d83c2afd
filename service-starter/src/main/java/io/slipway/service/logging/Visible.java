package io.slipway.service.logging;

/**
 * Makes what would move a terminal's cursor visible: line breaks, escape sequences, changes of direction.
 *
 * <p>So one event is one line whatever a stranger sent, and nobody can write a line that looks like another's.
 */
final class Visible {

    private Visible() {}

    static String of(String text) {
        int first = 0;
        while (first < text.length() && isHarmless(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : escaped(text, first);
    }

    private static String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                out.append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else {
                out.append("\\u%04x".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static boolean isHarmless(char c) {
        boolean control = (c < 0x20 && c != '\t') || (c >= 0x7f && c <= 0x9f);
        boolean separator = c == '\u2028' || c == '\u2029';
        boolean direction = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        return !control && !separator && !direction;
    }
}
