package io.slipway.registry;

import java.util.regex.Pattern;

/**
 * Holds one entry of the registry's key-value store.
 *
 * @param modifyIndex when it last changed, on the registry's own counter
 */
public record KeyValue(String key, String value, long modifyIndex) {

    // Consul answers 301 to a path it would clean up and 400 to one it cannot print.
    private static final Pattern UNREACHABLE = Pattern.compile("^/|//|(^|/)\\.\\.?(/|$)|\\p{Cntrl}");

    /**
     * Returns a key that may be part of a URL's path as it stands.
     *
     * @throws IllegalArgumentException for an empty one, one that begins with or doubles a slash, has a segment
     *     {@code .} or {@code ..}, or holds a control character
     */
    public static String requireKey(String key) {
        if (key.isEmpty() || UNREACHABLE.matcher(key).find()) {
            throw new IllegalArgumentException("Not a key: \"" + key.replaceAll("\\p{Cntrl}", "?")
                    + "\". A key is not empty, begins with no slash, doubles none, has no segment . or ..,"
                    + " and holds no control character.");
        }
        return key;
    }
}
