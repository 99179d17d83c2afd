package io.slipway.bamboo.alone;

import io.slipway.bamboo.Edge;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.marathon.http.Options;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.nio.file.Path;

/** Runs an edge as its file says. */
public final class EdgeAlone implements AutoCloseable {

    private final Edge edge;
    private final boolean keepHaproxy;
    private final Marathon marathon;
    private final Registry registry;

    private EdgeAlone(Edge edge, boolean keepHaproxy, Marathon marathon, Registry registry) {
        this.edge = edge;
        this.keepHaproxy = keepHaproxy;
        this.marathon = marathon;
        this.registry = registry;
    }

    /**
     * Starts it; it answers when this returns. Marathon and Consul may be away meanwhile.
     *
     * @throws EdgeFileException with all that is wrong with the file
     * @throws io.slipway.bamboo.EdgeException with all that is in the way on this machine
     */
    public static EdgeAlone start(Path file) {
        EdgeFile said = EdgeFile.read(file);
        Marathon marathon = MarathonClient.connect(said.marathon(), Options.DEFAULT.with(said.credentials()));
        Registry registry = ConsulRegistry.connect(said.consul());
        boolean started = false;
        try {
            Edge edge = Edge.start(said.options(), said.face(), marathon, registry);
            started = true;
            return new EdgeAlone(edge, said.keepHaproxy(), marathon, registry);
        } finally {
            if (!started) {
                registry.close();
                marathon.close();
            }
        }
    }

    /** Returns one line for whoever started it. */
    public String said() {
        return "The way in is " + edge.uri() + ", its page and API are on " + edge.page() + ".";
    }

    /** Ends it; HAProxy too, unless the file keeps it. */
    @Override
    public void close() {
        if (keepHaproxy) {
            edge.abandon();
        } else {
            edge.close();
        }
        registry.close();
        marathon.close();
    }
}
