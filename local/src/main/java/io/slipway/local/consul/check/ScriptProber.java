package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs programs, each with a thread that reads what it says; an agent that is not told to never has any. */
final class ScriptProber implements AutoCloseable {

    private static final int WARNING = 1;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "consul-script");
        thread.setDaemon(true);
        return thread;
    });

    CompletableFuture<Finding> look(Probe.Script probe) {
        return CompletableFuture.supplyAsync(() -> run(probe), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Finding run(Probe.Script probe) {
        try {
            Process process = new ProcessBuilder(probe.arguments())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<Tail> output = CompletableFuture.supplyAsync(() -> read(process), threads);
            if (!process.waitFor(probe.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                kill(process);
                return Finding.critical("Timed out (" + probe.timeout().toSeconds() + "s) running check");
            }
            String said = output.join().toString();
            int status = process.exitValue();
            return status == 0
                    ? Finding.passing(said)
                    : status == WARNING ? Finding.warning(said) : Finding.critical(said);
        } catch (IOException e) {
            return Finding.critical(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.critical("The agent stops");
        }
    }

    private static Tail read(Process process) {
        Tail tail = new Tail();
        byte[] piece = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                tail.add(ByteBuffer.wrap(piece, 0, length));
            }
        } catch (IOException killed) {
            // What it said until then is kept.
        }
        return tail;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
