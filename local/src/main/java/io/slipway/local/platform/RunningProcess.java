package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names a process of ours that is alive, found by its pid file below {@code run/}.
 *
 * @param name the pid file's name without its ending: a task id, {@code haproxy}, {@code platform}
 */
public record RunningProcess(String name, long pid) {

    private static final String ENDING = ".pid";

    /** Pairs a pid file with the process it names. */
    record PidFile(Path path, ProcessIdentity process) {

        ProcessSession session() {
            return new ProcessSession(process);
        }

        RunningProcess running() {
            String name = path.getFileName().toString();
            return new RunningProcess(name.substring(0, name.length() - ENDING.length()), process.pid());
        }
    }

    /** Prints them in words: {@code haproxy (pid 12), orders.1 (pid 15)}. */
    public static String list(List<RunningProcess> processes) {
        return processes.stream()
                .map(process -> process.name() + " (pid " + process.pid() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Returns what is still alive of a platform, the daemon included. */
    public static List<RunningProcess> of(Home home) {
        return alive(home.run()).stream().map(PidFile::running).toList();
    }

    static List<PidFile> alive(Path run) {
        return pidFiles(run).stream()
                .flatMap(file -> ProcessIdentity.read(file).map(process -> new PidFile(file, process)).stream())
                .filter(file -> file.session().isAlive())
                .toList();
    }

    /** Folders of tasks come and go while we look: what is gone is left out. */
    static List<Path> pidFiles(Path run) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(run, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ENDING)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the pid files in " + run, e);
        }
        Collections.sort(found);
        return found;
    }
}
