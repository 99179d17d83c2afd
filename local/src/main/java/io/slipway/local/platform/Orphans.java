package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ends the processes that have a pid file and no daemon any more. */
final class Orphans {

    private final Home home;

    private Orphans(Home home) {
        this.home = home;
    }

    static Orphans of(Home home) {
        return new Orphans(home);
    }

    /** Ends them all but the tasks, which serve without a platform, too. */
    void endAllButTasks(Duration grace) throws InterruptedException {
        end(
                RunningProcess.alive(home.run()).stream()
                        .filter(orphan -> !orphan.path().startsWith(home.tasks()))
                        .toList(),
                grace);
    }

    /** Ends them all at the same time, takes the files away, and says which were alive. */
    List<RunningProcess> end(Duration grace) throws InterruptedException {
        List<RunningProcess.PidFile> alive = RunningProcess.alive(home.run());
        end(alive, grace);
        RunningProcess.pidFiles(home.run()).forEach(Orphans::delete);
        delete(RunningPlatform.file(home));
        return alive.stream().map(RunningProcess.PidFile::running).toList();
    }

    private static void end(List<RunningProcess.PidFile> alive, Duration grace) throws InterruptedException {
        for (RunningProcess.PidFile orphan : alive) {
            orphan.session().terminate();
        }
        for (RunningProcess.PidFile orphan : alive) {
            orphan.session().awaitEnd(grace);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
