package io.slipway.service.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows the token that opens the admin pages to other machines: the text of a file, without the white space around it.
 *
 * <p>The file is read for every request that offers a token, so a change counts at once; a page for people is not asked for
 * often enough to matter. The token is never logged, and a comparison takes as long whether or not it is right.
 */
final class AdminToken {

    private static final int LONGEST = 4096;
    private static final int SHORTEST = 16;

    private final @Nullable Path file;

    AdminToken(@Nullable Path file) {
        this.file = file;
    }

    /** Returns why no token opens anything, as a sentence, or nothing where one does. */
    Optional<String> problem() {
        if (file == null) {
            return Optional.of("No token is configured: start the service with SLIPWAY_ADMIN_TOKEN_FILE naming a file"
                    + " that holds one, or ask from the machine it runs on.");
        }
        String token = read(file);
        if (token == null) {
            return Optional.of("The token cannot be read: see what SLIPWAY_ADMIN_TOKEN_FILE names.");
        }
        return token.length() < SHORTEST
                ? Optional.of("The token in SLIPWAY_ADMIN_TOKEN_FILE is too short: it needs at least " + SHORTEST
                        + " characters.")
                : Optional.empty();
    }

    boolean isRight(String offered) {
        String token = file == null ? null : read(file);
        return token != null && token.length() >= SHORTEST && MessageDigest.isEqual(digest(token), digest(offered));
    }

    private static @Nullable String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST ? null : text(bytes).strip();
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Of equal length, so that the comparison does not tell that of the token. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
