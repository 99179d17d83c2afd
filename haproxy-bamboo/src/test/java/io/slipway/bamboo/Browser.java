package io.slipway.bamboo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Drives a real, headless Chromium by the few commands of WebDriver that one page needs. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1200,1400");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private Browser(Process driver, URI server, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> ask(
                        "GET", server.resolve("/status"), null)
                .path("ready")
                .asBoolean());
        List<String> arguments = Stream.concat(ARGUMENTS.stream(), Stream.of("--user-data-dir=" + profile))
                .toList();
        Map<String, Object> wanted =
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", Map.of("args", arguments))));
        this.session = server.resolve("/session/"
                + ask("POST", server.resolve("/session"), wanted)
                        .path("sessionId")
                        .asText());
    }

    /** Returns the driver that Debian's package chromium-driver brings. */
    static Optional<Path> driver() {
        return Stream.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path profile) throws IOException, InterruptedException {
        int port = FreePort.find();
        Process driver = new ProcessBuilder(driver().orElseThrow().toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(driver, URI.create("http://127.0.0.1:" + port), profile);
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    void open(URI page) throws IOException, InterruptedException {
        command("/url", Map.of("url", page.toString()));
    }

    /** Runs a function's body, and returns what it returns. */
    JsonNode run(String script, Object... arguments) throws IOException, InterruptedException {
        return command("/execute/sync", Map.of("script", script, "args", arguments));
    }

    String text(String selector) throws IOException, InterruptedException {
        return run("const e = document.querySelector(arguments[0]); return e ? e.innerText : ''", selector)
                .asText();
    }

    void awaitText(String selector, String wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(text(selector))
                .contains(wanted));
    }

    void click(String selector) throws IOException, InterruptedException {
        command("/element/" + element(selector) + "/click", Map.of());
    }

    /** Types as a person would, in the place of what is there. */
    void type(String selector, String text) throws IOException, InterruptedException {
        String element = element(selector);
        command("/element/" + element + "/clear", Map.of());
        command("/element/" + element + "/value", Map.of("text", text));
    }

    void press(String key) throws IOException, InterruptedException {
        Map<String, Object> keys = Map.of(
                "type",
                "key",
                "id",
                "keyboard",
                "actions",
                List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key)));
        command("/actions", Map.of("actions", List.of(keys)));
    }

    /** Says yes to what the page asks, once it does. */
    void acceptAlert() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> command(
                        "/alert/accept", Map.of())
                .isNull());
    }

    void resize(int width, int height) throws IOException, InterruptedException {
        Map<String, Object> metrics =
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600);
        command("/goog/cdp/execute", Map.of("cmd", "Emulation.setDeviceMetricsOverride", "params", metrics));
    }

    void prefer(String scheme) throws IOException, InterruptedException {
        Map<String, Object> media =
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
        command("/goog/cdp/execute", Map.of("cmd", "Emulation.setEmulatedMedia", "params", media));
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        String base64 = ask("GET", URI.create(session + "/screenshot"), null).asText();
        Files.write(file, Base64.getDecoder().decode(base64));
    }

    private String element(String selector) throws IOException, InterruptedException {
        JsonNode found = command("/element", Map.of("using", "css selector", "value", selector));
        return found.elements().next().asText();
    }

    private JsonNode command(String path, Object body) throws IOException, InterruptedException {
        return ask("POST", URI.create(session + path), body);
    }

    private JsonNode ask(String method, URI uri, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        request.method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        JsonNode answer = JSON.readTree(
                client.send(request.build(), BodyHandlers.ofString()).body());
        if (answer.path("value").has("error")) {
            throw new IOException(method + " " + uri + ": "
                    + answer.path("value").path("message").asText());
        }
        return answer.path("value");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            ask("DELETE", session, null);
        } finally {
            driver.destroy();
            if (!driver.waitFor(20, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        }
    }
}
