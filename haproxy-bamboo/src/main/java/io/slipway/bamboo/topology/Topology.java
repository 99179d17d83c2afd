package io.slipway.bamboo.topology;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Says which routes lead to which servers.
 *
 * @param known false until Marathon answered once
 * @param backends in the order of their apps' ids
 * @param leftOut apps that asked to be routed and are not
 */
public record Topology(boolean known, List<Backend> backends, List<LeftOut> leftOut) {

    public static final Topology UNKNOWN = new Topology(false, List.of(), List.of());

    /** Says why somebody who asked for a route has none: an app, a service in Consul or a rule. */
    public record LeftOut(String app, String reason) {}

    public Topology {
        backends = List.copyOf(backends);
        leftOut = List.copyOf(leftOut);
    }

    public Optional<Backend> backend(String name) {
        return backends.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    /** Answers which backend gets a URL, and which others would. */
    public Explanation explain(URI url) {
        return Explanation.of(this, url);
    }
}
