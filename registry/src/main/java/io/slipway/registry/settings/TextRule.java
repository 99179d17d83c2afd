package io.slipway.registry.settings;

/** Decides which texts may stand at keys that no record declares. */
@FunctionalInterface
public interface TextRule {

    /** Takes every text. */
    TextRule ANY = (key, text) -> {};

    /**
     * Checks one entry.
     *
     * @param key without {@code config/<service>/}
     * @throws IllegalArgumentException whose message goes on after "is refused: ", as in {@code not a whole number}
     */
    void check(String key, String text);
}
