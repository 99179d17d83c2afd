package io.slipway.registry.consul;

import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the ACL token to send with a call, and tells nobody else: it has no text form of its own. */
sealed interface AclToken {

    /** Consul's own header; a token in the query would stand in every log. */
    String HEADER = "X-Consul-Token";

    AclToken NONE = new Fixed("");

    /** Returns the token as it is now; empty for none. */
    String now();

    default Headers headers() {
        String token = now();
        return token.isEmpty() ? Headers.EMPTY : Headers.of(HEADER, token);
    }

    /**
     * Takes the text for a token.
     *
     * @throws IllegalArgumentException for one that no header can carry; the message does not show it
     */
    static AclToken of(String text) {
        return new Fixed(checked(text));
    }

    /**
     * Takes the token from a file, read again for every call: it is small, and a token that was replaced counts at once.
     *
     * @throws IllegalArgumentException when there is none in it yet
     */
    static AclToken in(Path file) {
        try {
            return new InFile(file, read(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(why(e), e);
        }
    }

    private static String read(Path file) throws IOException {
        String token = checked(Files.readString(file));
        if (token.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return token;
    }

    private static String checked(String text) {
        String token = text.strip();
        if (!Fixed.PRINTABLE.matcher(token).matches()) {
            // OkHttp would quote it when it refuses the header.
            throw new IllegalArgumentException("it holds a space, or what is no printable ASCII character");
        }
        return token;
    }

    private static String why(Exception e) {
        return e instanceof NoSuchFileException ? "there is no such file" : Excerpt.of(e);
    }

    /** Never changes. */
    final class Fixed implements AclToken {

        private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

        private final String token;

        private Fixed(String token) {
            this.token = token;
        }

        @Override
        public String now() {
            return token;
        }
    }

    /** Follows a file; while it cannot be read the last token stays, which is said once. */
    final class InFile implements AclToken {

        private static final Logger log = LoggerFactory.getLogger(AclToken.class);

        private final Path file;
        private String last;
        private boolean unreadable;

        private InFile(Path file, String first) {
            this.file = file;
            this.last = first;
        }

        @Override
        public synchronized String now() {
            try {
                String token = read(file);
                if (!token.equals(last)) {
                    log.info("The ACL token in {} has changed and is used from now on.", file);
                }
                last = token;
                unreadable = false;
            } catch (IOException | IllegalArgumentException e) {
                if (!unreadable) {
                    log.warn("The ACL token in {} cannot be read: {}. The last one stays in use.", file, why(e));
                }
                unreadable = true;
            }
            return last;
        }
    }
}
