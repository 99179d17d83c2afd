package io.slipway.local.consul.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Takes URLs apart as Go's net/url and net/http do. */
final class Urls {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN_IN_PATHS = "-_.~$&+,/:;=@";
    private static final String PLAIN_IN_QUERIES = "-_.~";

    private Urls() {}

    /** Decodes; null when an escape is broken. */
    static @Nullable String unescape(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                if (i + 2 >= raw.length || !HexFormat.isHexDigit(raw[i + 1]) || !HexFormat.isHexDigit(raw[i + 2])) {
                    return null;
                }
                bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                bytes.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String escapePath(String path) {
        return escape(path, PLAIN_IN_PATHS, "%20");
    }

    static String escapeQuery(String text) {
        return escape(text, PLAIN_IN_QUERIES, "+");
    }

    /** Takes out {@code //}, {@code /./} and {@code /../}; a slash at the end stays. */
    static String clean(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                kept.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
        }
        String clean = "/" + String.join("/", kept);
        return path.endsWith("/") && !clean.equals("/") ? clean + "/" : clean;
    }

    /** Tells whether every character can be seen; of the spaces, only the plain one counts. */
    static boolean isPrintable(String path) {
        return path.codePoints()
                .allMatch(c -> c == ' '
                        || switch (Character.getType(c)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.PRIVATE_USE,
                                    Character.UNASSIGNED,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR,
                                    Character.SPACE_SEPARATOR -> false;
                            default -> true;
                        });
    }

    private static String escape(String text, String plain, String space) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0)) {
                escaped.append(c);
            } else if (c == ' ') {
                escaped.append(space);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
