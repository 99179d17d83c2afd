package io.slipway.local.marathon.executor;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a shell line in a task's sandbox with the task's environment; nothing it has started outlives it. */
final class SandboxCommand {

    private SandboxCommand() {}

    /** Waits for its end, or for the timeout. */
    static Ending run(TaskOrder task, String line, Duration timeout) {
        try {
            Process process = builder(task, line).start();
            try {
                return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        ? Ending.of("Command", process.exitValue())
                        : Ending.timedOut(timeout);
            } finally {
                process.destroyForcibly();
                new Session(process.pid()).kill();
            }
        } catch (IOException e) {
            return Ending.failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.failure("interrupted");
        }
    }

    private static ProcessBuilder builder(TaskOrder task, String line) {
        File nowhere = new File("/dev/null");
        ProcessBuilder builder = new ProcessBuilder("setsid", "/bin/sh", "-c", line)
                .directory(task.sandbox().toFile())
                .redirectInput(nowhere)
                .redirectOutput(nowhere)
                .redirectError(nowhere);
        builder.environment().putAll(task.env());
        return builder;
    }
}
