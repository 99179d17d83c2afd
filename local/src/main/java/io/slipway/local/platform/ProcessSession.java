package io.slipway.local.platform;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ends a process together with everything that was started in its session.
 *
 * <p>What it started may outlive it. Linux gives the id of a process to no other as long as a session bears it, so the
 * members are its own while no other process has that id.
 */
final class ProcessSession {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    private final ProcessIdentity leader;

    ProcessSession(ProcessIdentity leader) {
        this.leader = leader;
    }

    boolean isAlive() {
        return !members().isEmpty();
    }

    /** Asks it to end, by SIGTERM, and returns at once. */
    void terminate() {
        signal(ProcessHandle::destroy);
    }

    /** Returns when nothing of it is alive, and sees to it by SIGKILL after the grace. */
    void awaitEnd(Duration grace) throws InterruptedException {
        if (!ended(grace)) {
            signal(ProcessHandle::destroyForcibly);
            ended(AFTER_KILL);
        }
    }

    private void signal(Consumer<ProcessHandle> signal) {
        members().forEach(pid -> ProcessHandle.of(pid).ifPresent(signal));
    }

    private List<Long> members() {
        if (leader.isReplaced()) {
            return List.of();
        }
        return ProcessStatus.all()
                .filter(process -> process.session() == leader.pid() || process.pid() == leader.pid())
                .filter(ProcessStatus::isAlive)
                .map(ProcessStatus::pid)
                .toList();
    }

    private boolean ended(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
