package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the folders of tasks: those in use, and the newest of the others, whose logs somebody may still read. */
final class Sandboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);
    private static final int KEPT = 20;

    private final Path folder;
    private final Rotation rotation;
    private final Set<Path> inUse = ConcurrentHashMap.newKeySet();

    Sandboxes(Path folder, Rotation rotation) {
        this.folder = folder;
        this.rotation = rotation;
    }

    Path folder() {
        return folder;
    }

    void make() throws IOException {
        Files.createDirectories(folder);
    }

    /** Cuts what tasks have printed beyond the limit. */
    void cutLogs() {
        inUse.forEach(rotation::look);
    }

    void open(Path sandbox) throws IOException {
        inUse.add(sandbox);
        Files.createDirectories(sandbox);
    }

    /** Keeps a sandbox that is there already. */
    void adopt(Path sandbox) {
        inUse.add(sandbox);
    }

    /** Gives a sandbox up, and deletes the oldest that nobody uses. */
    synchronized void release(Path sandbox) {
        inUse.remove(sandbox);
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> unused = found.filter(one -> !inUse.contains(one))
                    .sorted(Comparator.comparing(Sandboxes::modified).reversed())
                    .toList();
            unused.stream().skip(KEPT).forEach(Sandboxes::delete);
        } catch (IOException e) {
            LOG.warn("Cannot tidy {}: {}", folder, e.toString());
        }
    }

    private static FileTime modified(Path sandbox) {
        try {
            return Files.getLastModifiedTime(sandbox);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static void delete(Path sandbox) {
        try (Stream<Path> files = Files.walk(sandbox)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", sandbox, e.toString());
        }
    }
}
