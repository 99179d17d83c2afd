package io.slipway.bamboo;

import io.slipway.bamboo.haproxy.Paths;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what would go wrong before anything is started. HAProxy's own check says nothing of a port that is taken, and
 * where another HAProxy listens, the kernel would split the requests between the two.
 */
final class Preflight {

    private final Edge.Options options;
    private final List<String> problems = new ArrayList<>();

    private Preflight(Edge.Options options) {
        this.options = options;
    }

    static void check(Edge.Options options) {
        Preflight preflight = new Preflight(options);
        preflight.folder(options.run());
        preflight.folder(options.logs());
        Paths paths = Paths.in(options.run(), options.logs());
        preflight.problems.addAll(paths.problems());
        if (!paths.isRunning()) {
            preflight.port(options.port(), "the way in");
        }
        preflight.port(options.pagePort(), "the edge's page");
        if (!preflight.problems.isEmpty()) {
            throw new EdgeException(preflight.problems);
        }
    }

    private void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            problems.add("The folder " + folder + " cannot be made: " + e.getMessage() + ".");
        }
    }

    private void port(int port, String what) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(options.host(), port));
        } catch (IOException e) {
            problems.add("Port " + port + " on " + options.host() + ", meant for " + what + ", cannot be had ("
                    + e.getMessage() + "): stop what listens there, or choose other ports.");
        }
    }
}
