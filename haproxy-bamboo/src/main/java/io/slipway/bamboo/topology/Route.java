package io.slipway.bamboo.topology;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the requests that belong to a backend: those for a host, below a path.
 *
 * <p>Natural order is the order of matching: a named host before any host, then the longer path.
 *
 * @param host lower case, without port; absent for any host
 * @param path {@code /} or segments without a trailing slash; {@code /api} means {@code /api} and {@code /api/…}, never
 *     {@code /apix}
 */
public record Route(@Nullable String host, String path) implements Comparable<Route> {

    static final int LONGEST_PATH = 256;

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~@:+-]+)+");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(?:/|$)");
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (Route route) -> route.host == null)
            .thenComparing(route -> -route.path.length())
            .thenComparing(Route::path)
            .thenComparing(route -> route.host == null ? "" : route.host);

    /** Checks a path that came from a label. A trailing slash is dropped. */
    static String path(String text) {
        boolean trailing = text.length() > 1 && text.endsWith("/") && !text.endsWith("//");
        String path = trailing ? text.substring(0, text.length() - 1) : text;
        // The length first: a pattern is not to be run over megabytes.
        boolean wellFormed = path.length() <= LONGEST_PATH
                && (path.equals("/") || PATH.matcher(path).matches())
                && !DOTS.matcher(path).find();
        if (!wellFormed) {
            throw new IllegalArgumentException("is no path: write / and segments of letters, digits and . _ ~ @ : + -,"
                    + " at most " + LONGEST_PATH + " characters, as in /orders");
        }
        return path;
    }

    /** Checks a host that came from a label, and lowers its case. */
    static String host(String text) {
        if (text.length() > 253 || !HOST.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "is no host name: write letters, digits, inner dashes and dots," + " as in shop.example.com");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Route other) {
        return MOST_SPECIFIC_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return (host == null ? "" : host) + path;
    }
}
