package io.slipway.registry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.internal.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts this process's threads, by their names, and its connections to a port, by proc(5). */
final class Leaks {

    private static final Path PROC = Path.of("/proc/self");
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    // Connected, or closed by the other end alone.
    private static final Set<String> HELD = Set.of("01", "08");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Leaks() {}

    /** Returns how many connections this process holds to a port of this machine. */
    static long connections(int port) {
        Set<String> own = ownSockets();
        String end = ":%04X".formatted(port);
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(Leaks::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE
                        && fields[REMOTE].toUpperCase(Locale.ROOT).endsWith(end)
                        && HELD.contains(fields[STATE])
                        && own.contains("socket:[" + fields[INODE] + "]"))
                .count();
    }

    /** Waits until no thread of ours is left, and no connection to any of the ports. */
    static void awaitNothingLeft(int... ports) {
        await().atMost(LONGEST).untilAsserted(() -> {
            assertThat(Threads.ours()).isEmpty();
            for (int port : ports) {
                assertThat(connections(port)).as("connections to " + port).isZero();
            }
        });
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(PROC.resolve(file)).stream();
        } catch (IOException e) {
            return Stream.of(); // No IP version 6 here.
        }
    }

    private static Set<String> ownSockets() {
        try (Stream<Path> descriptors = Files.list(PROC.resolve("fd"))) {
            return descriptors.map(Leaks::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return ""; // Closed since it was listed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
