package io.slipway.bench.marathon;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Is a scheduler in a process of its own, with a client; closing it ends its tasks and leaves nothing behind. */
final class MeasuredScheduler implements AutoCloseable {

    private static final long ENDING_SECONDS = 30;

    private final Path folder;
    private final Process process;
    private final Marathon client;

    private MeasuredScheduler(Path folder, Process process, URI uri) {
        this.folder = folder;
        this.process = process;
        this.client = MarathonClient.connect(List.of(uri));
    }

    static MeasuredScheduler start() throws IOException {
        Path folder = Files.createTempDirectory("bench-marathon");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchedulerProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String uri = out.readLine();
        if (uri == null) {
            throw new IllegalStateException("The scheduler did not start.");
        }
        return new MeasuredScheduler(folder, process, URI.create(uri));
    }

    /** Returns an app that asks for next to nothing, not even a port. */
    static AppSpec small(AppId id, String cmd) {
        return AppSpec.of(id).withCmd(cmd).withResources(0.01, 1).withPorts(List.of());
    }

    Marathon client() {
        return client;
    }

    Path folder() {
        return folder;
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    void awaitQuiet() throws InterruptedException {
        while (!client.deployments().isEmpty()) {
            Thread.sleep(5);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroy();
        try {
            process.onExit().get(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
