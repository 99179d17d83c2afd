package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Is everything a task has started: all processes of the session that {@code setsid} made for it.
 *
 * <p>Read from {@code /proc}, so it holds after the leader has gone. The kernel gives a process id to nobody else
 * while a session bears it.
 */
public record Session(long leader) {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int SESSION = 3;

    /** Returns its processes that are alive; the dead that nobody has reaped yet are left out. */
    public List<ProcessHandle> members() {
        List<ProcessHandle> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isMember(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(members::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list processes in " + PROC, e);
        }
        return members;
    }

    /** Kills until nothing is left, for a member may fork while it is being killed. */
    public void kill() {
        for (List<ProcessHandle> left = members(); !left.isEmpty(); left = members()) {
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.onSpinWait();
        }
    }

    private boolean isMember(Path process) {
        String stat;
        try {
            stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It ended while we looked.
            return false;
        }
        // The name in parentheses may hold anything; fields are counted from behind it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
        return !fields[STATE].equals("Z") && fields[SESSION].equals(String.valueOf(leader));
    }
}
