package io.slipway.bamboo;

import io.slipway.bamboo.haproxy.Paths;
import io.slipway.bamboo.web.Face;
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

    private final List<String> problems = new ArrayList<>();

    private Preflight() {}

    static void check(Edge.Options options, Face face) {
        Preflight preflight = new Preflight();
        preflight.folder(options.run());
        preflight.folder(options.logs());
        Paths paths = Paths.in(options.run(), options.logs());
        preflight.problems.addAll(paths.problems());
        if (!paths.isRunning()) {
            preflight.port(options.host(), options.port(), "the way in");
            if (options.tls() != null) {
                preflight.port(options.host(), options.tls().port(), "the way in over HTTPS");
            }
        }
        List<String> faceless = face.problems();
        preflight.problems.addAll(faceless);
        if (faceless.isEmpty()) {
            preflight.port(face.host(), face.port(), "the edge's page");
        }
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

    private void port(String host, int port, String what) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            problems.add("Port " + port + " on " + host + ", meant for " + what + ", cannot be had (" + e.getMessage()
                    + "): stop what listens there, or choose other ports.");
        }
    }
}
