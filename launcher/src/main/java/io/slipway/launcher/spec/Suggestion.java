package io.slipway.launcher.spec;

import io.slipway.registry.settings.Nearest;
import java.util.Collection;
import java.util.TreeSet;

/** Says what to write instead of a word that nobody knows. */
public final class Suggestion {

    private Suggestion() {}

    /** Returns what to do about an unknown word: the nearest known one, or all of them. */
    public static String instead(String word, Collection<String> known) {
        return Nearest.of(word, known)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? "There is none to choose from."
                        : "Choose from: " + String.join(", ", new TreeSet<>(known)) + ".");
    }
}
