package io.slipway.bamboo.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what an account may do. */
public enum Role {
    /** Sees everything. */
    READER,
    /** Changes things, too. */
    OPERATOR;

    /** Returns the word used in files and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
