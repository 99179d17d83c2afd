package io.slipway.local.marathon.executor;

import java.util.List;
import java.util.Optional;

/**
 * Is everything a task has started: all processes of the session that {@code setsid} made for it.
 *
 * <p>It holds after its leader has gone: the kernel gives a process id to nobody else while a session bears it.
 */
public record Session(long leader) {

    /** Returns its processes that are alive. */
    public List<ProcessHandle> members() {
        return ProcessTable.OF_THIS_MACHINE.bySession().getOrDefault(leader, List.of()).stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Kills until nothing is left, for a member may fork while it is being killed. */
    public void kill() {
        for (List<ProcessHandle> left = members(); !left.isEmpty(); left = members()) {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
