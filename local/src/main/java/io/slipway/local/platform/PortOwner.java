package io.slipway.local.platform;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which process listens on a TCP port. */
record PortOwner(Optional<ProcessHandle> process) {

    private static final Path PROC = Path.of("/proc");
    private static final int COMMAND_LENGTH = 80;

    static PortOwner of(int port) {
        Set<String> sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)))
                .flatMap(line -> listeningSocket(line, port).stream())
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        return new PortOwner(ProcessStatus.pids()
                .filter(pid -> holds(pid, sockets))
                .findFirst()
                .flatMap(ProcessHandle::of));
    }

    /** Only root, or the owner, may see which files a process holds open. */
    String describe() {
        return process.map(owner -> "pid " + owner.pid() + ": " + command(owner))
                .orElse("a process of another user");
    }

    /**
     * Returns the inode of the socket in a line of {@code /proc/net/tcp} that listens on the port.
     *
     * <p>Fields: number, local address as hex {@code address:port}, remote address, state (0A listens), queues, timers,
     * retransmits, user, timeout, inode.
     */
    static Optional<String> listeningSocket(String line, int port) {
        String[] fields = line.strip().split("\\s+", -1);
        boolean listens = fields.length > 9 && fields[3].equals("0A") && fields[1].endsWith(":%04X".formatted(port));
        return listens ? Optional.of(fields[9]) : Optional.empty();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        if (sockets.isEmpty()) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** As its user typed it, on one line, cut where it is long. */
    private static String command(ProcessHandle process) {
        String command = lines(PROC.resolve(process.pid() + "/cmdline"))
                .collect(Collectors.joining(" "))
                .replace('\0', ' ')
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return command.length() > COMMAND_LENGTH ? command.substring(0, COMMAND_LENGTH - 1) + "…" : command;
    }
}
