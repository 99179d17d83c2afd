package io.slipway.bamboo.apply;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Remembers the last applies. Thread-safe. */
public final class History {

    private static final int REMEMBERED = 50;

    private final Deque<Apply> applies = new ArrayDeque<>();

    synchronized void add(Apply apply) {
        applies.addFirst(apply);
        if (applies.size() > REMEMBERED) {
            applies.removeLast();
        }
    }

    synchronized Apply last() {
        return applies.isEmpty() ? Apply.NOTHING_YET : applies.getFirst();
    }

    /** Returns them, the newest first. */
    public synchronized List<Apply> all() {
        return List.copyOf(applies);
    }
}
