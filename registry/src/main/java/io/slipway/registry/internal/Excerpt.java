package io.slipway.registry.internal;

import java.util.regex.Pattern;

/** Makes text from outside fit for a message: one line, no control characters, not long. */
public final class Excerpt {

    private static final int LONGEST = 200;
    private static final Pattern NOT_FOR_A_LINE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Excerpt() {}

    public static String of(String text) {
        String start = text.length() <= 2 * LONGEST ? text : text.substring(0, 2 * LONGEST);
        String line = NOT_FOR_A_LINE.matcher(start).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Returns what a failure says of itself, or its type where it says nothing. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : of(message);
    }

    /** Returns what a failure says of itself as a whole sentence. */
    public static String sentence(Throwable failure) {
        String text = of(failure);
        return text.endsWith(".") || text.endsWith("…") ? text : text + ".";
    }
}
