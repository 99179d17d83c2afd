package io.slipway.registry.consul;

import io.slipway.registry.internal.Excerpt;
import java.net.URI;
import okhttp3.HttpUrl;

/** Reads where Consul is, and builds the paths of its API. */
final class ConsulAddress {

    private final HttpUrl root;

    private ConsulAddress(HttpUrl root) {
        this.root = root;
    }

    static ConsulAddress of(URI consul) {
        HttpUrl root = HttpUrl.get(checked(consul.toString()));
        return new ConsulAddress(root);
    }

    /** Returns scheme, host and port, or says what is wrong with them. */
    static String checked(String address) {
        String url = address.contains("://") ? address.strip() : "http://" + address.strip();
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed != null && !(parsed.encodedUsername() + parsed.encodedPassword()).isEmpty()) {
            throw new IllegalArgumentException(
                    "Not an address of Consul: it holds a user's name or password, which Consul"
                            + " does not ask for. Expected host:port or a URL such as http://127.0.0.1:8500.");
        }
        if (parsed == null || !parsed.encodedPath().equals("/") || parsed.encodedQuery() != null) {
            throw new IllegalArgumentException("Not an address of Consul: \"" + Excerpt.of(address)
                    + "\". Expected host:port or a URL such as http://127.0.0.1:8500.");
        }
        return text(parsed);
    }

    /** Opens {@code /v1/…}; each further segment is one piece of the path, whatever it holds. */
    HttpUrl.Builder path(String... segments) {
        HttpUrl.Builder url = root.newBuilder().addPathSegment("v1");
        for (String segment : segments) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("Not a name in Consul: \"" + segment + "\".");
            }
            url.addPathSegment(segment);
        }
        return url;
    }

    HttpUrl.Builder key(String key) {
        HttpUrl.Builder url = path("kv");
        // Not addPathSegments: it takes a backslash for a slash.
        for (String segment : key.split("/", -1)) {
            url.addPathSegment(segment);
        }
        return url;
    }

    boolean isSecure() {
        return root.isHttps();
    }

    @Override
    public String toString() {
        return text(root);
    }

    private static String text(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.scheme() + "://" + host + ":" + url.port();
    }
}
