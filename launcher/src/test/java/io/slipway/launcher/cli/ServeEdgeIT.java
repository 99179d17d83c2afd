package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.consul.EmbeddedConsul;
import io.slipway.local.marathon.LocalMarathon;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the edge alone, as its users do: as a process, beside a Consul and a Marathon that know nothing of it. */
final class ServeEdgeIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    private final int way = FreePort.find();
    private final int api = FreePort.find();
    private EmbeddedConsul consul;
    private LocalMarathon marathon;
    private @Nullable Process process;

    @BeforeEach
    void startTheOthers() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
        marathon = LocalMarathon.start(new LocalMarathon.Options(
                "127.0.0.1", 0, 31_000, 32_000, folder.resolve("sandboxes"), folder.resolve("marathon")));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        marathon.close();
        consul.close();
    }

    @Test
    void itRoutesIsStoppedWhileHaproxyServesOnAndIsTakenOverByTheNextOne() throws Exception {
        HttpRequest app = HttpRequest.newBuilder(marathon.uri().resolve("/v2/apps"))
                .POST(BodyPublishers.ofString("{\"id\":\"/named\",\"cmd\":\"exec " + JAVA + " -cp "
                        + System.getProperty("java.class.path") + " " + NamedServer.class.getName()
                        + " $PORT0\",\"cpus\":0.1,\"mem\":64,\"labels\":{\"HAPROXY_0_PATH\":\"/named\"}}"))
                .build();
        assertThat(CLIENT.send(app, BodyHandlers.ofString()).statusCode()).isEqualTo(201);

        start("keep", Main.class.getName(), "serve", "edge", "--config");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> get(way, "/named")
                .equals("served"));
        String first = get(api, "/v1/topology").replaceFirst(".*\"pid\":(\\d+).*", "$1");
        stop();
        assertThat(get(way, "/named")).isEqualTo("served");

        start("stop", "io.slipway.bamboo.alone.Main", "--config");
        assertThat(get(api, "/v1/topology")).contains("\"pid\":" + first + ",").contains("\"restarts\":0");
        stop();
        assertThat(ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithTheFileIsSaidAndNothingIsStarted() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yml"), "listen: x\n");
        Process wrong = new ProcessBuilder(
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "edge",
                        "--config",
                        file.toString())
                .start();
        String said = new String(wrong.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(wrong.waitFor()).isEqualTo(2);
        assertThat(said.lines().toList())
                .containsExactly(
                        "slipway: " + file + ":1: listen is no host and port, as in 127.0.0.1:9090.",
                        file + ": run is missing.",
                        file + ": logs is missing.",
                        "marathon.urls is missing: name every Marathon, as in [http://127.0.0.1:8080].");
    }

    private void start(String onStop, String... command) throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yml"), """
                listen: 127.0.0.1:%d
                api: 127.0.0.1:%d
                run: %s
                logs: %s
                haproxy: haproxy
                haproxy-on-stop: %s
                marathon:
                  urls: [%s]
                consul:
                  url: %s
                """.formatted(
                        way, api, folder.resolve("run"), folder.resolve("logs"), onStop, marathon.uri(), consul.uri()));
        List<String> all = new ArrayList<>(List.of(JAVA, "-cp", System.getProperty("java.class.path")));
        all.addAll(List.of(command));
        all.add(file.toString());
        process = new ProcessBuilder(all)
                .redirectError(folder.resolve("edge.log").toFile())
                .start();
        assertThat(process.inputReader().readLine())
                .as(Files.readString(folder.resolve("edge.log")))
                .isEqualTo("The way in is http://127.0.0.1:" + way + ", its page and API are on http://127.0.0.1:" + api
                        + ".");
    }

    private void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
