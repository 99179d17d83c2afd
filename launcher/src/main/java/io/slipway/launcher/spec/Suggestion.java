package io.slipway.launcher.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Guesses which of the known words somebody meant. */
public final class Suggestion {

    private static final int LONGEST = 100;

    private Suggestion() {}

    /** Returns the nearest word by edit distance, if it is near enough to be a slip. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return new TreeSet<>(known)
                .stream()
                        .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 4))
                        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** Returns what to do about an unknown word: the nearest known one, or all of them. */
    public static String instead(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? "There is none to choose from."
                        : "Choose from: " + String.join(", ", new TreeSet<>(known)) + ".");
    }

    /** Counts the edits between two words (Levenshtein). */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int edited = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(edited, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
