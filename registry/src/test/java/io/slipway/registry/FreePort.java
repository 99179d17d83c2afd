package io.slipway.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds ports that nobody listens on and that no outgoing connection can take before their user does. */
public final class FreePort {

    // Below those that Linux gives to outgoing connections: 32768 and up.
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private FreePort() {}

    public static int find() {
        return firstOf(1);
    }

    /** Finds as many free ports in a row, and gives the first. */
    public static int firstOf(int count) {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
            if (IntStream.range(first, first + count).allMatch(FreePort::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
