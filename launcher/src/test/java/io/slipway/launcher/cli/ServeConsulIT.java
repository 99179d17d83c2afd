package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code slipway serve consul} as its users do: as a process. */
class ServeConsulIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SAID =
            Pattern.compile("Consul's API is on (http://127\\.0\\.0\\.1:\\d+) \\((.*)\\)\\.");

    @TempDir
    private Path data;

    private Process process;

    @AfterEach
    void leaveNothing() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void itSaysWhereItIsAnswersAsItIsCalledAndKeepsItsDataOverATermination() throws Exception {
        String[] options = {"--http-port", "0", "--node", "here", "--datacenter", "dc7", "--data", data.toString()};
        URI uri = start("here, datacenter dc7, kept in " + data, options);
        assertThat(get(uri, "/v1/agent/self").body())
                .contains("\"NodeName\":\"here\"", "\"Datacenter\":\"dc7\"", "\"EnableRemoteScriptChecks\":false");
        assertThat(put(uri, "/v1/kv/a", "kept").body()).isEqualTo("true");
        CompletableFuture<HttpResponse<String>> waiting = CLIENT.sendAsync(
                HttpRequest.newBuilder(uri.resolve("/v1/kv/a?raw&wait=60s&index="
                                + get(uri, "/v1/kv/a")
                                        .headers()
                                        .firstValue("X-Consul-Index")
                                        .orElseThrow()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // What the kernel says of a process that a signal ended; Java adds nothing.
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        // Nothing tells a client that its question is parked: it may come while the agent is already leaving.
        assertThat(waiting.handle((answer, failure) -> failure == null ? answer.statusCode() + answer.body() : "cut")
                        .get(30, TimeUnit.SECONDS))
                .as("A question that waited was answered; one that came too late was refused, or not heard")
                .isIn("200kept", "503", "cut");

        URI again = start("here, datacenter dc7, kept in " + data, options);
        assertThat(get(again, "/v1/kv/a?raw").body()).isEqualTo("kept");
    }

    @Test
    void itEndsByItselfWhenAClientTellsItToLeave() throws Exception {
        URI uri = start("slipway, datacenter dc1, nothing is kept", "--http-port", "0", "--enable-script-checks");
        assertThat(get(uri, "/v1/agent/self").body()).contains("\"EnableRemoteScriptChecks\":true");

        assertThat(put(uri, "/v1/agent/leave", "").statusCode()).isEqualTo(200);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private URI start(String who, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "consul"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher said = SAID.matcher(String.valueOf(out.readLine()));
        assertThat(said.matches()).isTrue();
        assertThat(said.group(2)).isEqualTo("node " + who);
        return URI.create(said.group(1));
    }

    private static HttpResponse<String> get(URI uri, String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(URI uri, String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri.resolve(path))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
