package io.slipway.launcher.demo;

import java.net.URI;

/** Names where the platform's parts listen, from its base port. */
record Addresses(int portBase) {

    URI edge(String path) {
        return at(0, path);
    }

    URI edgePage(String path) {
        return at(1, path);
    }

    URI marathon(String path) {
        return at(2, path);
    }

    URI consul(String path) {
        return at(3, path);
    }

    private URI at(int offset, String path) {
        return URI.create("http://127.0.0.1:" + (portBase + offset) + path);
    }
}
