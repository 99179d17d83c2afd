package io.slipway.local.marathon.executor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is everything a task has started: all processes of the session that {@code setsid} made for it.
 *
 * <p>It holds after its leader has gone: the kernel gives a process id to nobody else while a session bears it.
 */
record Session(long leader) {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int MOST_ROUNDS = 40;
    private static final long PAUSE_NANOS = 1_000_000;

    /** Returns its processes that are alive. */
    List<ProcessHandle> members() {
        return ProcessTable.OF_THIS_MACHINE.bySession().getOrDefault(leader, List.of()).stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Kills until nothing is left, for a member may fork while it is being killed; gives up on what cannot die. */
    void kill() {
        List<ProcessHandle> left = members();
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(round * PAUSE_NANOS);
            left = members();
        }
        if (!left.isEmpty()) {
            LOG.error("SIGKILL does not end the processes {} of session {}", left, leader);
        }
    }
}
