package io.slipway.registry.settings;

import java.util.Comparator;
import java.util.Set;

/** Guesses which key was meant. */
final class Nearest {

    private static final int LONGEST_KEY = 200;

    private Nearest() {}

    static String suggest(String key, Set<String> known) {
        String unknown = "no setting of this service has this key";
        if (key.length() > LONGEST_KEY) {
            return unknown;
        }
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(key, candidate) <= Math.max(2, candidate.length() / 4))
                .map(candidate -> unknown + "; did you mean " + candidate + "?")
                .orElse(unknown);
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
