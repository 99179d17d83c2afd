package io.slipway.local.marathon.executor;

import java.time.Duration;

/** Tells how a task ended, in the words of Mesos. */
public record Ending(boolean successful, String message) {

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    /**
     * Reads an exit code of a command, or of a container.
     *
     * <p>The JDK reports a process ended by a signal as 128 + signal, which a program may also exit with (a JVM does,
     * on SIGTERM): both read as the signal.
     */
    static Ending of(String what, int exitCode) {
        if (exitCode > SIGNALLED && exitCode <= SIGNALLED + LAST_SIGNAL) {
            return new Ending(false, what + " terminated with signal " + (exitCode - SIGNALLED));
        }
        return new Ending(exitCode == 0, what + " exited with status " + exitCode);
    }

    /** Says that a task has ended, when its exit status went to a scheduler that had been killed. */
    public static Ending unseen() {
        return failure("Command exited with an unknown status: the scheduler that had started it was killed before");
    }

    /** Adds that the kernel has killed for the use of memory; a task that ended well all the same did not notice. */
    Ending outOfMemory(double mebibytes) {
        return successful ? this : failure(message + ": out of memory, it may use " + Math.round(mebibytes) + " MiB");
    }

    static Ending timedOut(Duration timeout) {
        return failure("Command timed out after " + timeout.toSeconds() + " s");
    }

    static Ending failure(String message) {
        return new Ending(false, message);
    }
}
