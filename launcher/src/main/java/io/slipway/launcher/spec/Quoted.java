package io.slipway.launcher.spec;

/** Shows what somebody wrote inside a message: on one line, harmless to a terminal, cut when long. */
public final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** @param longest how many characters are shown before the cut */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(longest).forEach(point -> {
            if (point == '"' || point == '\\') {
                shown.append('\\').appendCodePoint(point);
            } else if (isHarmless(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u%04x".formatted(point));
            }
        });
        boolean cut = text.codePointCount(0, text.length()) > longest;
        return shown.append(cut ? "…\"" : "\"").toString();
    }

    private static boolean isHarmless(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
