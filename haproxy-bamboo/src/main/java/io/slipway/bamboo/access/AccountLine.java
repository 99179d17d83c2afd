package io.slipway.bamboo.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Pairs an account with how its secret is recognized: one line of the file of accounts, {@code NAME ROLE HASH}. */
public record AccountLine(Account account, SecretHash hash) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int FEWEST_CHARACTERS = 10;
    private static final int TOKEN_BYTES = 32;

    /** Reads a line; an {@link IllegalArgumentException} says what is wrong with it, and shows no hash. */
    static AccountLine parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("has " + words.length + " words: write NAME ROLE HASH");
        }
        Role role = Role.of(words[1])
                .orElseThrow(
                        () -> new IllegalArgumentException("has no role in its second word: write reader or operator"));
        return new AccountLine(new Account(name(words[0]), role), SecretHash.parse(words[2]));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "has no name in its first word: write up to 64 letters, digits and . _ @ -");
        }
        return name;
    }

    /** Returns the line for a password that somebody chose. */
    public static String forPassword(String name, Role role, String password) {
        if (password.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "The password is too short: take at least " + FEWEST_CHARACTERS + " characters.");
        }
        return name(name) + " " + role.word() + " " + SecretHash.ofPassword(password, new SecureRandom());
    }

    /** Returns the line for a token. */
    public static String forToken(String name, Role role, String token) {
        return name(name) + " " + role.word() + " " + SecretHash.ofToken(token);
    }

    /** Makes a token that nobody guesses. */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
