package io.slipway.launcher.demo;

import io.slipway.launcher.load.Attempt;
import io.slipway.local.platform.RunningProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Ends a process by SIGKILL, and notes when.
 *
 * @param begun just before the signal, in nanoseconds since the load began
 * @param gone when the process was seen dead: what was sent later did not die with it
 */
record Kill(RunningProcess process, long begun, long gone) {

    static Kill of(RunningProcess process, LongSupplier now) throws InterruptedException {
        long begun = now.getAsLong();
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        Await.until("pid " + process.pid() + " to die", Duration.ofSeconds(5), () -> ProcessHandle.of(process.pid())
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        return new Kill(process, begun, now.getAsLong());
    }

    /** Returns those that may have been in the process when it died; it may have been others that were. */
    List<Attempt> inFlight(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.inFlight(begun, gone))
                .toList();
    }
}
