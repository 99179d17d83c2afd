package io.slipway.local.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops the daemon, and everything of it that is still there without it.
 *
 * <p>The daemon stops its tasks and HAProxy itself. Where it was killed, or hangs, their pid files tell what it left.
 */
public final class DaemonStop {

    /** Longer than the scheduler's and the edge's own grace together. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(10);

    private final Home home;
    private final Duration grace;
    private final Duration orphanGrace;

    public DaemonStop(Home home) {
        this(home, GRACE, ORPHAN_GRACE);
    }

    DaemonStop(Home home, Duration grace, Duration orphanGrace) {
        this.home = home;
        this.grace = grace;
        this.orphanGrace = orphanGrace;
    }

    /**
     * Tells what was stopped.
     *
     * @param platform the daemon, where it was running
     * @param orphans what ran without it
     */
    public record Stopped(Optional<RunningProcess> platform, List<RunningProcess> orphans) {

        public Stopped {
            orphans = List.copyOf(orphans);
        }
    }

    /** Returns when nothing is left; stopping what does not run is no error. */
    public Stopped run() throws InterruptedException {
        return new CommandLock(home).during(this::stopAll);
    }

    private Stopped stopAll() throws InterruptedException {
        Optional<RunningProcess.PidFile> daemon = RunningProcess.alive(home.run()).stream()
                .filter(file -> file.path().equals(Main.pidFile(home)))
                .findFirst();
        if (daemon.isPresent()) {
            daemon.get().session().terminate();
            daemon.get().session().awaitEnd(grace);
        }
        return new Stopped(
                daemon.map(RunningProcess.PidFile::running), Orphans.of(home).end(orphanGrace));
    }
}
