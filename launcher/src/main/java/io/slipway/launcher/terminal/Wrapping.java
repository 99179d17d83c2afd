package io.slipway.launcher.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Breaks a text into lines, between words where possible. */
final class Wrapping {

    private Wrapping() {}

    static List<String> of(String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (length(longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = broken(word, width, lines);
        }
        lines.add(line);
        return lines;
    }

    /** Counts what a terminal shows as one character each. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static int longestWord(String text) {
        return Stream.of(text.split(" ", -1)).mapToInt(Wrapping::length).max().orElse(0);
    }

    /** Adds the full lines of a word that is longer than a line, and returns its rest. */
    private static String broken(String word, int width, List<String> lines) {
        String rest = word;
        while (length(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }
}
