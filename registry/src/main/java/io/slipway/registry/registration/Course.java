package io.slipway.registry.registration;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds what an announcer is to do, which only ever leads further towards leaving, and wakes it when that changes. */
final class Course {

    enum Goal {
        STAY,
        RETIRE,
        LEAVE
    }

    private Goal goal = Goal.STAY;
    private String reason = "";

    synchronized void set(Goal next, String why) {
        if (next.compareTo(goal) > 0) {
            goal = next;
            reason = why;
            notifyAll();
        }
    }

    synchronized String reason() {
        return reason;
    }

    /** Returns the goal after a pause, or sooner if it is no more to stay. */
    synchronized Goal after(Duration pause) {
        long deadline = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); goal == Goal.STAY && left > 0; left = deadline - System.nanoTime()) {
            idle(left);
        }
        return goal;
    }

    synchronized void awaitLeaving() {
        while (goal != Goal.LEAVE) {
            idle(Long.MAX_VALUE);
        }
    }

    private void idle(long nanos) {
        try {
            // Less than a millisecond would be no wait at all.
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
        } catch (InterruptedException e) {
            goal = Goal.LEAVE; // Nobody but a dying process interrupts a thread it does not know.
        }
    }
}
