package io.slipway.local.marathon.health;

import io.slipway.local.marathon.executor.Session;
import io.slipway.local.marathon.executor.TaskOrder;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Finds a task alive beside which a shell line ends with status 0; it runs in the sandbox, with the environment. */
record CommandProbe(String line, TaskOrder task, int timeoutMillis) implements Probe {

    @Override
    public Finding ask() {
        try {
            Process process = builder().start();
            try {
                if (!process.waitFor(timeoutMillis, TimeUnit.MILLISECONDS)) {
                    return Finding.dead("Command timed out after " + timeoutMillis / 1000 + " s");
                }
                int status = process.exitValue();
                return status == 0 ? Finding.ALIVE : Finding.dead("Command exited with status " + status);
            } finally {
                process.destroyForcibly();
                new Session(process.pid()).kill();
            }
        } catch (IOException e) {
            return Finding.dead(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.dead("interrupted");
        }
    }

    private ProcessBuilder builder() {
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
