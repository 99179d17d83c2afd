package io.slipway.local.consul.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keeps the last 4,096 bytes of an answer, as Consul does. */
final class Tail {

    private static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private long seen;

    synchronized void add(ByteBuffer content) {
        ByteBuffer rest = content.slice();
        while (rest.hasRemaining()) {
            ring[(int) (seen++ % SIZE)] = rest.get();
        }
    }

    @Override
    public synchronized String toString() {
        if (seen <= SIZE) {
            return new String(ring, 0, (int) seen, StandardCharsets.UTF_8);
        }
        int start = (int) (seen % SIZE);
        byte[] last = new byte[SIZE];
        System.arraycopy(ring, start, last, 0, SIZE - start);
        System.arraycopy(ring, 0, last, SIZE - start, start);
        return new String(last, StandardCharsets.UTF_8);
    }
}
