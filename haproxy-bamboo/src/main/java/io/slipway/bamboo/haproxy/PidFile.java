package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond the life of its parent: one line, {@code <pid> <start time in epoch ms>}. The start time
 * tells it from a later process of the same pid.
 */
final class PidFile {

    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        Files.writeString(draft, process.pid() + " " + startMillis(process) + "\n");
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the process if it still runs. */
    Optional<ProcessHandle> alive() {
        try {
            String[] words = Files.readString(path).strip().split(" ", -1);
            long started = Long.parseLong(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startMillis(process) == started);
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException noneOrBroken) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
