package io.slipway.registry.discovery;

import io.slipway.registry.internal.DaemonThreads;
import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last good answers in a folder, on a thread of its own, so that a slow disk holds up nobody. */
final class SnapshotFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    // A burst of changes is one write.
    private static final long BURST_MILLIS = 100;
    private static final long LONGEST_READ_SECONDS = 1;
    private static final long LONGEST_GOODBYE_SECONDS = 2;

    private final Path folder;
    private final Map<String, Snapshot> due = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor disk =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("slipway-snapshots"));
    private boolean failing;

    SnapshotFolder(Path folder) {
        this.folder = folder;
        disk.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // A service that is asked for once more while the folder closes is not worth an exception.
        disk.setRejectedExecutionHandler((task, executor) -> {});
    }

    /** Reads what was kept; nothing where there is no file, or none that can be used, or a disk that does not answer. */
    Optional<Snapshot> read(String service) {
        SnapshotFile file = new SnapshotFile(folder, service);
        try {
            return disk.submit(file::read).get(LONGEST_READ_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return ignored(file, "the disk did not answer within " + LONGEST_READ_SECONDS + " s.");
        } catch (ExecutionException e) {
            return ignored(file, Excerpt.sentence(e.getCause() == null ? e : e.getCause()));
        }
    }

    private static Optional<Snapshot> ignored(SnapshotFile file, String why) {
        log.warn("The snapshot {} is ignored: {} Its service is unknown until the registry answers.", file, why);
        return Optional.empty();
    }

    void keep(Snapshot snapshot) {
        if (due.put(snapshot.service(), snapshot) == null) {
            var unused = disk.schedule(() -> write(snapshot.service()), BURST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes what is due, but does not wait long for a disk that does not answer. */
    @Override
    public void close() {
        disk.execute(() -> due.keySet().forEach(this::write));
        disk.shutdown();
        try {
            boolean ignored = disk.awaitTermination(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String service) {
        Snapshot snapshot = due.remove(service);
        if (snapshot == null) {
            return;
        }
        try {
            new SnapshotFile(folder, service).write(snapshot);
            if (failing) {
                failing = false;
                log.info("Snapshots can be written to {} again.", folder);
            }
        } catch (IOException | RuntimeException e) { // Wide because a folder may refuse in many ways.
            if (!failing) {
                failing = true;
                log.warn(
                        "Snapshots cannot be written to {}: {}. A restart while the registry is away will not know them.",
                        folder,
                        Excerpt.of(e.toString()));
            }
        }
    }
}
