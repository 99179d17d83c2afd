package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {

    private Command() {}

    /** Holds how a program ended, and what it printed on both streams. */
    record Outcome(int exitCode, String output) {}

    /** Runs a program whose output is short; one that outlives the timeout is killed. */
    static Outcome run(Duration timeout, List<String> argv) throws HaproxyException, InterruptedException {
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new HaproxyException(
                        String.join(" ", argv) + " did not end within " + timeout.toSeconds() + " s.");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new HaproxyException("Cannot run " + argv.get(0) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Sends a signal; a process that is gone is no error. */
    static void signal(String name, long pid) throws HaproxyException, InterruptedException {
        run(Duration.ofSeconds(5), List.of("kill", "-s", name, "--", Long.toString(pid)));
    }
}
