package io.slipway.bamboo.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Recognizes a secret without holding it: a password, which a person chose and which is therefore costly to try, or a
 * token, which is random and need not be.
 *
 * <p>{@code pbkdf2:210000:SALT:HASH} (HMAC-SHA-512, base64) and {@code sha256:HASH} (base64). Neither has a text form but in
 * the file it comes from.
 */
abstract sealed class SecretHash {

    private static final int ROUNDS = 210_000;
    private static final int FEWEST_ROUNDS = 100_000;
    private static final int MOST_ROUNDS = 5_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PASSWORD =
            Pattern.compile("pbkdf2:(\\d{1,7}):([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{43}=)");
    private static final Pattern TOKEN = Pattern.compile("sha256:([A-Za-z0-9+/]{43}=)");

    abstract boolean matches(String secret);

    /** Tells whether it is a token's; tokens are not accepted as passwords, nor passwords as tokens. */
    boolean isToken() {
        return this instanceof Token;
    }

    /** Reads what {@link #ofPassword} or {@link #ofToken} wrote. */
    static SecretHash parse(String text) {
        Matcher password = PASSWORD.matcher(text);
        if (password.matches()) {
            int rounds = Integer.parseInt(password.group(1));
            if (rounds >= FEWEST_ROUNDS && rounds <= MOST_ROUNDS) {
                return new Password(rounds, bytes(password.group(2)), bytes(password.group(3)));
            }
        }
        Matcher token = TOKEN.matcher(text);
        if (token.matches()) {
            return new Token(bytes(token.group(1)));
        }
        throw new IllegalArgumentException("is no hash: let --hash-password or --new-token write the line");
    }

    static String ofPassword(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return "pbkdf2:" + ROUNDS + ":" + text(salt) + ":" + text(derive(password, salt, ROUNDS));
    }

    static String ofToken(String token) {
        return "sha256:" + text(digest(token));
    }

    private static final class Password extends SecretHash {

        private final int rounds;
        private final byte[] salt;
        private final byte[] hash;

        private Password(int rounds, byte[] salt, byte[] hash) {
            this.rounds = rounds;
            this.salt = salt;
            this.hash = hash;
        }

        @Override
        boolean matches(String secret) {
            return MessageDigest.isEqual(hash, derive(secret, salt, rounds));
        }
    }

    private static final class Token extends SecretHash {

        private final byte[] hash;

        private Token(byte[] hash) {
            this.hash = hash;
        }

        @Override
        boolean matches(String secret) {
            return MessageDigest.isEqual(hash, digest(secret));
        }
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java has PBKDF2 with SHA-512.", e);
        } finally {
            key.clearPassword();
        }
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
