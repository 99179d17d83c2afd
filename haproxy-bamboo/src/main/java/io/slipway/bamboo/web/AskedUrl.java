package io.slipway.bamboo.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the URL that somebody asks about, as people write them: with a scheme, or from the host or the path on. */
final class AskedUrl {

    private static final int LONGEST = 2048;

    private AskedUrl() {}

    static URI read(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw ApiException.badRequest("Give a URL of at most " + LONGEST
                    + " characters, as in /v1/explain?url=http://shop.example.com/orders.");
        }
        try {
            URI uri = new URI(text.startsWith("/") || text.contains("://") ? text : "http://" + text);
            if (uri.getScheme() == null || uri.getScheme().matches("(?i)https?|wss?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw ApiException.badRequest(
                    "The url cannot be read: " + e.getReason() + " at character " + (e.getIndex() + 1) + ".");
        }
        throw ApiException.badRequest("The url is of a scheme that no route is for: write http or https.");
    }
}
