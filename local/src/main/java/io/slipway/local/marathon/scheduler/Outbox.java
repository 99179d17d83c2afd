package io.slipway.local.marathon.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;

/** Holds back what others will see, or what starts and ends processes, until the change behind it is on the disk. */
final class Outbox {

    private final Deque<Runnable> effects = new ArrayDeque<>();

    void add(Runnable effect) {
        effects.addLast(effect);
    }

    /** Does what was held back, in its order. */
    void release() {
        for (Runnable effect = effects.pollFirst(); effect != null; effect = effects.pollFirst()) {
            effect.run();
        }
    }
}
