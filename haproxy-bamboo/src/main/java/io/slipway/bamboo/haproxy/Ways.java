package io.slipway.bamboo.haproxy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells where an edge listens.
 *
 * @param host address of every port it opens
 * @param port of HTTP
 * @param tls absent for an edge that speaks HTTP alone
 */
public record Ways(String host, int port, @Nullable Tls tls) {

    /** Speaks HTTP alone. */
    public Ways(String host, int port) {
        this(host, port, null);
    }

    /**
     * Tells where HTTPS is spoken, with HTTP/2.
     *
     * @param folder of the certificates, each a {@code .pem} with its chain and key
     */
    public record Tls(int port, Path folder) {}

    String bind(int on) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + on;
    }
}
