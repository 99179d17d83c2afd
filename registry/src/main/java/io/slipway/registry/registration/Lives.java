package io.slipway.registry.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Reads from {@code /proc}, see proc(5), which life this process leads and whether another one is over. */
final class Lives {

    // Behind the name, which may hold anything: state is field 3, the start is field 22.
    private static final int START = 22 - 3;

    private final Path proc;
    private final Life own;

    Lives(Path proc, long pid) {
        this.proc = proc;
        this.own = new Life(place(), pid, start(pid).orElse(0));
    }

    static Lives ofThisMachine() {
        return new Lives(Path.of("/proc"), ProcessHandle.current().pid());
    }

    Life own() {
        return own;
    }

    /** Returns true only where it can be known: another machine's lives are taken to go on. */
    boolean isOver(Life life) {
        if (!life.place().equals(own.place())) {
            return false;
        }
        OptionalLong now = start(life.pid());
        // A pid is given anew when its process has ended.
        return now.isPresent() ? now.getAsLong() != life.start() : !Files.exists(proc.resolve("" + life.pid()));
    }

    private OptionalLong start(long pid) {
        try {
            String stat = Files.readString(proc.resolve(pid + "/stat"), UTF_8);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return OptionalLong.of(Long.parseLong(fields[START]));
        } catch (IOException | RuntimeException e) { // Wide because other systems have a /proc of their own, or none.
            return OptionalLong.empty();
        }
    }

    /** Digested, since everybody may read a registration. */
    private String place() {
        try {
            String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id"));
            Path pids = Files.readSymbolicLink(proc.resolve("self/ns/pid"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((boot.strip() + " " + pids).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException | RuntimeException | NoSuchAlgorithmException e) { // Wide as above.
            // A place that no other life will have: nothing is ever proven of it.
            return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        }
    }
}
