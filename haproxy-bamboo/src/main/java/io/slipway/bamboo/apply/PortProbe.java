package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tries the ports that a topology would have HAProxy open. Its own check says nothing of one that is taken, and a reload
 * that fails on it closes every other port for seconds.
 */
final class PortProbe {

    private final String host;

    PortProbe(String host) {
        this.host = host;
    }

    /** Returns why a port cannot be opened, for those that cannot and that HAProxy does not have already. */
    Map<Integer, String> closed(Topology wanted, Layout current) {
        Set<Integer> asked = new HashSet<>();
        wanted.backends().forEach(backend -> backend.routes().forEach(route -> asked.add(route.port())));
        current.pools().forEach(pool -> pool.routes().stream().map(Route::port).forEach(asked::remove));
        asked.remove(0);
        Map<Integer, String> closed = new HashMap<>();
        for (int port : asked) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, port));
            } catch (IOException e) {
                closed.put(port, "cannot be opened (" + e.getMessage() + ")");
            }
        }
        return closed;
    }
}
