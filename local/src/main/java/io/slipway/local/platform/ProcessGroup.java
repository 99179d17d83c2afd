package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Ends a process together with everything it started in its own process group. */
final class ProcessGroup {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    private final ProcessIdentity leader;

    ProcessGroup(ProcessIdentity leader) {
        this.leader = leader;
    }

    /** Asks it to end, by SIGTERM, and returns at once. */
    void terminate() throws InterruptedException {
        signal("TERM");
    }

    /** Returns when nothing of it is alive, and sees to it by SIGKILL after the grace. */
    void awaitEnd(Duration grace) throws InterruptedException {
        if (!ended(grace)) {
            signal("KILL");
            ended(AFTER_KILL);
        }
    }

    boolean isAlive() {
        return leader.isAlive()
                || ProcessStatus.all().anyMatch(process -> process.group() == leader.pid() && process.isAlive());
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

    /** Java can signal no group, and of kill only the shell's own is on every machine. */
    private void signal(String name) throws InterruptedException {
        String command = "kill -s " + name + " -- -" + leader.pid() + " || kill -s " + name + " -- " + leader.pid();
        try {
            new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run /bin/sh to signal process " + leader.pid(), e);
        }
    }
}
