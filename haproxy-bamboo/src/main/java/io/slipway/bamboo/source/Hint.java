package io.slipway.bamboo.source;

import java.time.Duration;

/** Wakes one waiting thread; many hints given before it looks are one. Thread-safe. */
public final class Hint {

    private boolean given;
    private long givenAt;

    public synchronized void give() {
        givenAt = given ? givenAt : System.nanoTime();
        given = true;
        notifyAll();
    }

    /** Returns when the first of the hints was given, by {@link System#nanoTime}; 0 where there was none. */
    public synchronized long take() {
        long first = given ? givenAt : 0;
        given = false;
        return first;
    }

    /** Waits for a hint, without taking it; false when none came in time. */
    public synchronized boolean await(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!given) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }
}
