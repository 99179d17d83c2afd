package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {

    private Command() {}

    /** Holds how a program ended, and what it printed on both streams. */
    record Outcome(int exitCode, String output) {}

    /** Runs a program; one that outlives the timeout is killed. */
    static Outcome run(Duration timeout, List<String> argv) throws HaproxyException, InterruptedException {
        try {
            // A file and no pipe: a program that prints more than a pipe holds would wait for us for ever.
            Path output = Files.createTempFile("slipway-edge", ".out");
            try {
                Process process = new ProcessBuilder(argv)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new HaproxyException(
                            String.join(" ", argv) + " did not end within " + timeout.toSeconds() + " s.");
                }
                return new Outcome(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new HaproxyException("Cannot run " + argv.get(0) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Sends a signal; a process that is gone is no error. */
    static void signal(String name, long pid) throws HaproxyException, InterruptedException {
        run(Duration.ofSeconds(5), List.of("kill", "-s", name, "--", Long.toString(pid)));
    }
}
