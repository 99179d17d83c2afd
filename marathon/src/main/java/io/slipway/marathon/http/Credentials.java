package io.slipway.marathon.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a request the credentials it needs, and tells nobody else: there is no text form. Thread-safe. */
public abstract sealed class Credentials {

    /** Sends none. */
    public static final Credentials NONE = new Fixed(null);

    /** Sends a name and a password, as {@code --http_credentials} wants them. */
    public static Credentials basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Fixed("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /**
     * Sends {@code Authorization: Bearer} with the token in a file, read again for every request: one that was replaced
     * counts at once, and while none can be read the last one stays.
     *
     * @throws IllegalArgumentException when there is none in it yet
     */
    public static Credentials bearer(Path file) {
        return new InFile("Bearer ", file);
    }

    /** Sends {@code Authorization: token=}, as DC/OS wants it, with the token in a file; else as {@link #bearer}. */
    public static Credentials dcos(Path file) {
        return new InFile("token=", file);
    }

    abstract @Nullable String header();

    /** Returns the request with the credentials as they are now. */
    Request on(Request request) {
        String header = header();
        return header == null
                ? request
                : request.newBuilder().header("Authorization", header).build();
    }

    @Override
    public final String toString() {
        return "credentials, not shown";
    }

    private static final class Fixed extends Credentials {

        private final @Nullable String header;

        private Fixed(@Nullable String header) {
            this.header = header;
        }

        @Override
        @Nullable String header() {
            return header;
        }
    }

    private static final class InFile extends Credentials {

        private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
        private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

        private final String before;
        private final Path file;
        private String last;
        private boolean unreadable;

        private InFile(String before, Path file) {
            this.before = before;
            this.file = file;
            try {
                this.last = read();
            } catch (IOException e) {
                throw new IllegalArgumentException("Marathon's token in " + file + " cannot be read: " + why(e), e);
            }
        }

        @Override
        synchronized String header() {
            try {
                last = read();
                unreadable = false;
            } catch (IOException | IllegalArgumentException e) {
                if (!unreadable) {
                    LOG.warn("{}. The last one stays in use.", e.getMessage());
                }
                unreadable = true;
            }
            return before + last;
        }

        private String read() throws IOException {
            String token = Files.readString(file).strip();
            if (!PRINTABLE.matcher(token).matches()) {
                // OkHttp would quote it when it refuses the header.
                throw new IllegalArgumentException("Marathon's token in " + file
                        + " cannot be used: it is empty, or holds what is no printable ASCII character");
            }
            return token;
        }

        private static String why(IOException e) {
            return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e);
        }
    }
}
