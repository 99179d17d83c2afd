package io.slipway.bamboo.route;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names the requests that belong to a backend: those for a host, below a path, on one of the edge's ports.
 *
 * <p>Natural order is the order of matching: the higher priority, then a named host before any host, then the longer
 * path.
 *
 * @param host lower case, without port; absent for any host
 * @param path {@code /} or segments without a trailing slash; {@code /api} means {@code /api} and {@code /api/…}, never
 *     {@code /apix}
 * @param port a port that the edge opens for it; 0 for the edge's own ways in
 * @param redirectToHttps whether a request that came in the clear is sent to come again over HTTPS
 * @param priority 0 but for what an operator raised: an app cannot put itself before another one
 */
public record Route(@Nullable String host, String path, int port, boolean redirectToHttps, int priority)
        implements Comparable<Route> {

    private static final Comparator<Route> MATCHING = Comparator.comparing((Route route) -> -route.priority)
            .thenComparing(route -> route.host == null)
            .thenComparing(route -> -route.path.length())
            .thenComparing(Route::path)
            .thenComparing(route -> route.host == null ? "" : route.host)
            .thenComparing(Route::port)
            .thenComparing(Route::redirectToHttps);

    /** Names requests on the edge's own ways in. */
    public Route(@Nullable String host, String path) {
        this(host, path, 0, false, 0);
    }

    /** Names all that comes in on a port of its own. */
    public static Route port(int port) {
        return new Route(null, "/", port, false, 0);
    }

    /** Returns the same requests without what is to be done with them: what two claimants can dispute. */
    public Route requests() {
        return new Route(host, path, port, false, 0);
    }

    /**
     * Tells whether a request is one of them.
     *
     * @param requestHost as the client wrote it, without port
     * @param requestPath undecoded, without query
     */
    public boolean matches(String requestHost, String requestPath) {
        boolean hostMatches = host == null || host.equals(requestHost.toLowerCase(Locale.ROOT));
        boolean pathMatches = path.equals("/") || requestPath.equals(path) || requestPath.startsWith(path + "/");
        return hostMatches && pathMatches;
    }

    @Override
    public int compareTo(Route other) {
        return MATCHING.compare(this, other);
    }

    @Override
    public String toString() {
        return (host == null ? "" : host) + (port == 0 ? "" : ":" + port) + path;
    }
}
