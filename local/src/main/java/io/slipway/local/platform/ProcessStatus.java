package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows one process as Linux tells it in {@code /proc/<pid>/stat}.
 *
 * @param state {@code R S D Z X} and their like
 * @param session the id of its session: the pid of the session's leader
 */
record ProcessStatus(long pid, char state, long session) {

    private static final Path PROC = Path.of("/proc");

    /** Tells whether it still does something: a dead child that nobody has asked about stays listed. */
    boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    static Optional<ProcessStatus> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            // It is gone, or went while it was read.
            return Optional.empty();
        }
    }

    static Stream<ProcessStatus> all() {
        return pids().flatMap(pid -> of(pid).stream());
    }

    static Stream<Long> pids() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the processes in " + PROC, e);
        }
    }

    /** The second field is the program's name in parentheses, and may itself hold spaces and parentheses. */
    static ProcessStatus parse(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
        long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        return new ProcessStatus(pid, afterName[0].charAt(0), Long.parseLong(afterName[3]));
    }
}
