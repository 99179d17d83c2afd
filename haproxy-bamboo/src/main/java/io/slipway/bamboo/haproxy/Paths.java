package io.slipway.bamboo.haproxy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names the files of one HAProxy.
 *
 * @param config what it runs with
 * @param adminSocket where the worker takes commands
 * @param masterSocket where the master does
 * @param pid one line, {@code <pid> <start time in epoch ms>} of the master
 * @param log what HAProxy prints
 * @param layout what the configuration was rendered from, once HAProxy runs with it
 * @param certificates folder of the copies that HAProxy reads
 */
public record Paths(
        Path config, Path adminSocket, Path masterSocket, Path pid, Path log, Path layout, Path certificates) {

    /** Linux allows 107 bytes, of which HAProxy takes up to 12 for the name it binds before renaming. */
    private static final int LONGEST_SOCKET = 95;

    public static Paths in(Path run, Path logs) {
        Path folder = run.toAbsolutePath().normalize();
        return new Paths(
                folder.resolve("haproxy.cfg"),
                folder.resolve("admin.sock"),
                folder.resolve("master.sock"),
                folder.resolve("haproxy.pid"),
                logs.toAbsolutePath().normalize().resolve("haproxy.log"),
                folder.resolve("layout.json"),
                folder.resolve("certificates"));
    }

    /** Returns why HAProxy could not use these paths. */
    public List<String> problems() {
        return Stream.of(tooLong(), unspeakable()).flatMap(Optional::stream).toList();
    }

    /** Tells whether a HAProxy that a predecessor of ours started still runs here. */
    public boolean isRunning() {
        return new PidFile(pid).alive().isPresent();
    }

    private Optional<String> tooLong() {
        int bytes = masterSocket.toString().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_SOCKET
                ? Optional.empty()
                : Optional.of("The run folder's path is too long for a Unix socket: " + masterSocket + " has " + bytes
                        + " bytes, at most " + LONGEST_SOCKET + " are possible. Choose a shorter run folder.");
    }

    private Optional<String> unspeakable() {
        // -S splits its argument at commas and expands $; the file quotes with '.
        return config.toString().matches("[^,$'\"\\\\\\p{Cntrl}]*")
                ? Optional.empty()
                : Optional.of("HAProxy cannot be given the run folder " + config.getParent()
                        + ": choose one without commas, quotes, $ and \\ in its path.");
    }
}
