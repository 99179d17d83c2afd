package io.slipway.local.marathon.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Finds a task alive that accepts a connection. */
record TcpProbe(String host, int port, int timeoutMillis) implements Probe {

    @Override
    public Finding ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            return Finding.ALIVE;
        } catch (IOException e) {
            return Finding.dead(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
