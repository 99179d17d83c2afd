package io.slipway.registry.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which of the known words somebody meant. */
public final class Nearest {

    // Comparing takes as long as both lengths multiplied, and words come from outside.
    private static final int LONGEST = 200;

    private Nearest() {}

    /** Returns the nearest word by edit distance, if it is near enough to be a slip; of two, the first by name. */
    public static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 4))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Counts the edits between two words (Levenshtein). */
    private static int distance(String a, String b) {
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
