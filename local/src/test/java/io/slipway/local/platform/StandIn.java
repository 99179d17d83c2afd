package io.slipway.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Stands in for a long-lived process of the platform: a shell in a session of its own, with a pid file. */
final class StandIn implements AutoCloseable {

    private final Process process;
    private final ProcessIdentity identity;

    private StandIn(Process process) {
        this.process = process;
        this.identity = ProcessIdentity.of(process.toHandle());
    }

    /** Runs a shell script, and returns when it has said that it is ready. */
    static StandIn run(String script) throws IOException {
        Process process = new ProcessBuilder("setsid", "/bin/sh", "-c", script).start();
        if (process.inputReader().readLine() == null) {
            throw new IOException("\"" + script + "\" ended without a word");
        }
        return new StandIn(process);
    }

    /** Goes away when it is asked to. */
    static StandIn obedient() throws IOException {
        return run("echo ready; while :; do sleep 60; done");
    }

    /** Goes away by SIGKILL only, and its child too. */
    static StandIn stubborn() throws IOException {
        return run("trap '' TERM; sleep 60 & echo ready; while :; do sleep 1; done");
    }

    /** Goes away at once, and leaves a child that goes when it is asked to. */
    static StandIn survivedByItsChild() throws IOException, InterruptedException {
        StandIn gone = run("sleep 60 > /dev/null & echo ready");
        gone.process.waitFor();
        return gone;
    }

    long pid() {
        return process.pid();
    }

    ProcessIdentity identity() {
        return identity;
    }

    StandIn withPidFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, identity().line());
        return this;
    }

    boolean isAlive() {
        return new ProcessSession(identity()).isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        new ProcessSession(identity).awaitEnd(Duration.ZERO);
    }
}
