package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code slipway serve marathon} as its users do: as a process. */
final class ServeMarathonIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SAID =
            Pattern.compile("Marathon's API is on (http://127\\.0\\.0\\.1:\\d+) \\(apps are kept in (.*)\\)\\.");

    @TempDir
    private Path data;

    private @Nullable Process process;

    @AfterEach
    void leaveNothing() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void itRunsAppsAdoptsThemAfterAKillAndEndsThemWhenItIsStopped() throws Exception {
        URI first = start();
        HttpRequest create = HttpRequest.newBuilder(first.resolve("/v2/apps"))
                .POST(BodyPublishers.ofString("{\"id\":\"/a\",\"cmd\":\"exec sleep 1000\",\"cpus\":0.1,\"mem\":16}"))
                .build();
        assertThat(CLIENT.send(create, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pidFiles().size() == 1);
        String task = Files.readString(pidFiles().get(0));

        process.destroyForcibly().waitFor();
        URI second = start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(second, "/v2/apps//a").body().contains("\"tasksRunning\":1"));
        assertThat(Files.readString(pidFiles().get(0))).isEqualTo(task);

        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(pidFiles()).isEmpty();
        assertThat(commandLine(task.split(" ", -1)[0])).isEmpty();
    }

    /** Empty for the dead, those too that nobody has reaped: it was no child of the scheduler that ended it. */
    private static String commandLine(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private List<Path> pidFiles() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("run/tasks"))) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        }
    }

    private URI start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "marathon",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Matcher said = SAID.matcher(String.valueOf(process.inputReader().readLine()));
        assertThat(said.matches()).isTrue();
        assertThat(said.group(2)).isEqualTo(data.toString());
        return URI.create(said.group(1));
    }

    private static HttpResponse<String> get(URI uri, String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }
}
