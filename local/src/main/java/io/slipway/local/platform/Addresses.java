package io.slipway.local.platform;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names where the platform's parts listen, from its base port. */
public record Addresses(int portBase) {

    public static final int DEFAULT_BASE = 9600;

    /** Ports from one base up to the next that shares none with it. */
    public static final int SPAN = 200;

    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 1024;
    static final int HIGHEST = 65536 - SPAN;
    private static final int TASKS = 100;

    /** Throws {@link IllegalArgumentException} where the ports would not fit between 1024 and 65535. */
    public Addresses {
        if (portBase < LOWEST || portBase > HIGHEST) {
            throw new IllegalArgumentException(portBase + " is no port base: give one from " + LOWEST + " to " + HIGHEST
                    + "; the platform uses the " + SPAN + " ports that begin there.");
        }
    }

    /** Where HAProxy takes requests: the way in. */
    public URI edge(String path) {
        return at(edgePort(), path);
    }

    public URI edgePage(String path) {
        return at(edgePagePort(), path);
    }

    public URI marathon(String path) {
        return at(marathonPort(), path);
    }

    public URI consul(String path) {
        return at(consulPort(), path);
    }

    int edgePort() {
        return portBase;
    }

    int edgePagePort() {
        return portBase + 1;
    }

    int marathonPort() {
        return portBase + 2;
    }

    int consulPort() {
        return portBase + 3;
    }

    int firstTaskPort() {
        return portBase + TASKS;
    }

    int lastTaskPort() {
        return portBase + SPAN - 1;
    }

    /** Returns every port that must be free at the start, in order, with what it is for. */
    Map<Integer, String> listeners() {
        Map<Integer, String> listeners = new LinkedHashMap<>();
        listeners.put(edgePort(), "the edge");
        listeners.put(edgePagePort(), "the edge's page");
        listeners.put(marathonPort(), "the Marathon API");
        listeners.put(consulPort(), "the Consul API");
        return listeners;
    }

    private static URI at(int port, String path) {
        return URI.create("http://" + HOST + ":" + port + path);
    }
}
