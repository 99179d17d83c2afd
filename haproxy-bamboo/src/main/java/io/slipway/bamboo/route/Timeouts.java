package io.slipway.bamboo.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Overrides the edge's own patience for one backend.
 *
 * @param server how long a server may be silent; absent for the edge's own 60 s
 * @param tunnel how long a websocket, or a TCP connection, may be silent; absent for the edge's own hour
 */
public record Timeouts(@Nullable Duration server, @Nullable Duration tunnel) {

    public static final Timeouts DEFAULT = new Timeouts(null, null);
}
