package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Is a scheduler under test with an HTTP client of its own; closing it proves that no process is left but an engine under test. */
final class Server implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LocalMarathon marathon;
    private final Path folder;
    final Http http;

    Server(Path folder) {
        this(folder, TestServers.start(folder));
    }

    Server(Path folder, LocalMarathon marathon) {
        this.folder = folder;
        this.marathon = marathon;
        this.http = new Http(marathon.uri());
    }

    /** Creates an app of members written with single quotes, and returns the answer. */
    JsonNode create(String members) {
        Http.Answer answer = http.send("POST", "/v2/apps", "{" + members.replace('\'', '"') + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return read(answer);
    }

    JsonNode put(String uri, String members) {
        return read(http.send("PUT", uri, "{" + members.replace('\'', '"') + "}"));
    }

    JsonNode get(String uri) {
        return read(http.get(uri));
    }

    JsonNode app(String id) {
        return get("/v2/apps/" + id).path("app");
    }

    List<JsonNode> tasks(String id) {
        return list(app(id).path("tasks"));
    }

    JsonNode awaitApp(String id, Predicate<JsonNode> is) {
        return Awaitility.await()
                .alias(id)
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> app(id), is);
    }

    void awaitRunning(String id, int tasks) {
        awaitApp(
                id,
                app -> app.path("tasksRunning").asInt() == tasks
                        && app.path("tasks").size() == tasks
                        && app.path("deployments").isEmpty());
    }

    Path sandbox(JsonNode task) {
        return folder.resolve("sandboxes").resolve(task.path("id").asText());
    }

    /** Waits for a task to have said something. */
    void awaitOutput(JsonNode task, String text) {
        Path out = sandbox(task).resolve("stdout");
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(out) && Files.readString(out).contains(text));
    }

    URI uri() {
        return marathon.uri();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static JsonNode read(Http.Answer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.toString(), e);
        }
    }

    @Override
    public void close() {
        marathon.close();
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .filter(child -> !child.info().command().orElse("").endsWith("/dockerd")))
                .isEmpty();
    }
}
