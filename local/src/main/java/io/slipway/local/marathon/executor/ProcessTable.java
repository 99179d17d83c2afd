package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads from {@code /proc} which processes are alive in which session.
 *
 * <p>When many tasks end together each wants to look; who comes while one reads shares the next reading. Thread-safe.
 */
final class ProcessTable {

    static final ProcessTable OF_THIS_MACHINE = new ProcessTable();

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int SESSION = 3;

    private final Object reading = new Object();
    private @Nullable CompletableFuture<Map<Long, List<Long>>> next;

    /** Returns process ids by session, read after this call began; the dead that nobody has reaped are left out. */
    Map<Long, List<Long>> bySession() {
        CompletableFuture<Map<Long, List<Long>>> mine = new CompletableFuture<>();
        CompletableFuture<Map<Long, List<Long>>> shared = join(mine);
        if (shared == mine) {
            synchronized (reading) {
                begin();
                mine.completeAsync(ProcessTable::read, Runnable::run);
            }
        }
        return shared.join();
    }

    /** Tells whether a process does still something: the dead that nobody has reaped do not. */
    static boolean isAlive(long pid) {
        String[] fields = fields(PROC.resolve(String.valueOf(pid)));
        return fields.length > 0 && !fields[STATE].equals("Z") && !fields[STATE].equals("X");
    }

    private synchronized CompletableFuture<Map<Long, List<Long>>> join(CompletableFuture<Map<Long, List<Long>>> mine) {
        if (next == null) {
            next = mine;
        }
        return next;
    }

    private synchronized void begin() {
        next = null;
    }

    private static Map<Long, List<Long>> read() {
        Map<Long, List<Long>> bySession = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                add(process, bySession);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list processes in " + PROC, e);
        }
        return bySession;
    }

    private static void add(Path process, Map<Long, List<Long>> bySession) {
        String[] fields = fields(process);
        if (fields.length > 0 && !fields[STATE].equals("Z")) {
            bySession
                    .computeIfAbsent(Long.valueOf(fields[SESSION]), none -> new ArrayList<>())
                    .add(Long.valueOf(process.getFileName().toString()));
        }
    }

    /** Returns what stands behind the name; nothing when the process ended while we looked. */
    private static String[] fields(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name in parentheses may hold anything; fields are counted from behind it.
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
        } catch (IOException e) {
            return new String[0];
        }
    }
}
