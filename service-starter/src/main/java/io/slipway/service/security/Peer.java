package io.slipway.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request was made on this machine, by someone who talks to this process and to nothing in between.
 *
 * <p>The address is the connection's. No header can make a request local, and three make it strange: one that a proxy
 * adds, for a proxy on the same machine connects from loopback too; a host name other than localhost, which a page of a
 * stranger can let point to 127.0.0.1; and an origin elsewhere, with which a browser marks what such a page sends.
 */
final class Peer {

    private static final Set<String> OF_PROXIES =
            Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip");
    private static final Pattern OWN_NAME =
            Pattern.compile("(?i)(localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+])(:[0-9]+)?");

    private Peer() {}

    /** @param address the other end of the connection, as digits */
    static boolean isLocal(@Nullable String address, HttpServletRequest request) {
        return isLoopback(address) && isDirect(request) && isForThisMachine(request) && isOfThisOrigin(request);
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            // Digits are not looked up; a null would mean loopback to InetAddress.
            return address != null
                    && !address.isEmpty()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isDirect(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(name -> OF_PROXIES.contains(name) || name.startsWith("x-forwarded"));
    }

    private static boolean isForThisMachine(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        return hosts.stream().allMatch(host -> OWN_NAME.matcher(host).matches());
    }

    private static boolean isOfThisOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
    }
}
