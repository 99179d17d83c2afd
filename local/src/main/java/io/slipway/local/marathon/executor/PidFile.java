package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which process a task is, for whoever takes over when this process was killed.
 *
 * <p>One line: process id, space, start time in milliseconds since 1970. The time tells it from a later process with
 * the same id.
 */
record PidFile(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    /** Linux counts the start from the boot, and the moment of the boot moves a little when the clock is set right. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    /** Names a process; it may have ended. */
    record Owner(long pid, Instant started) {

        static Owner of(ProcessHandle process) {
            return new Owner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
        }

        Session session() {
            return new Session(pid);
        }

        Optional<ProcessHandle> handle() {
            return isReplaced() ? Optional.empty() : ProcessHandle.of(pid);
        }

        /** Tells whether the process itself is alive: its children may be when it is not. */
        boolean isAlive() {
            return !isReplaced() && ProcessTable.isAlive(pid);
        }

        /** Tells whether the process, or anything it has started, is alive. */
        boolean hasMembers() {
            return !isReplaced()
                    && (ProcessTable.isAlive(pid) || !session().members().isEmpty());
        }

        /** Tells whether another process has got its id; then nothing of its session is left. */
        private boolean isReplaced() {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .filter(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) > 0)
                    .isPresent();
        }
    }

    static List<PidFile> in(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(".pid"))
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for tasks left over in " + folder, e);
        }
    }

    void write(Owner owner) throws IOException {
        Files.writeString(file, owner.pid() + " " + owner.started().toEpochMilli() + "\n");
    }

    /** Returns whose file it is; empty when there is none, or something else is in it. */
    Optional<Owner> read() {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new Owner(Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1]))));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", file, e.toString());
        }
    }

    /** Ends what it names, and deletes it. */
    void end() {
        read().filter(Owner::hasMembers).ifPresent(owner -> {
            LOG.info("Ending what {} left behind: session {}", file.getFileName(), owner.pid());
            owner.handle().ifPresent(ProcessHandle::destroyForcibly);
            owner.session().kill();
        });
        delete();
    }
}
