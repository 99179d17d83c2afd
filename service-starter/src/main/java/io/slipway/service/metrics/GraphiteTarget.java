package io.slipway.service.metrics;

import java.net.URI;
import java.net.URISyntaxException;

/** Names where Graphite's line protocol is spoken; {@code SLIPWAY_GRAPHITE=carbon.example.com:2003}. */
record GraphiteTarget(String host, int port) {

    static GraphiteTarget parse(String text) {
        try {
            URI uri = new URI("graphite://" + text);
            if (uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= 0xffff && uri.getUserInfo() == null) {
                String rest = text.substring(uri.getAuthority().length());
                if (rest.isEmpty()) {
                    return new GraphiteTarget(uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort());
                }
            }
        } catch (URISyntaxException e) {
            // Told below, as whatever else is no address.
        }
        throw new IllegalArgumentException(
                "SLIPWAY_GRAPHITE is \"" + text + "\", expected a host and a port, as in carbon.example.com:2003.");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
