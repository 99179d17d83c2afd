package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which process a task is, for whoever has to end it after this process was killed.
 *
 * <p>One line: process id, space, start time in milliseconds since 1970. The time tells it from a later process with
 * the same id.
 */
record PidFile(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    void write(ProcessHandle process) throws IOException {
        long started = startOf(process);
        Files.writeString(file, process.pid() + " " + started + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", file, e.toString());
        }
    }

    /** Ends the tasks of a scheduler that died without ending them. */
    static void endLeftovers(Path folder) {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for tasks left over in " + folder, e);
        }
        files.stream().map(PidFile::new).forEach(PidFile::endLeftover);
    }

    private void endLeftover() {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            long pid = Long.parseLong(words[0]);
            long started = Long.parseLong(words[1]);
            boolean reused = ProcessHandle.of(pid)
                    .filter(process -> startOf(process) != started)
                    .isPresent();
            if (!reused) {
                LOG.info("Ending what {} left behind: session {}", file.getFileName(), pid);
                new Session(pid).kill();
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            LOG.warn("Ignoring {}: {}", file, e.toString());
        }
        delete();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
