package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.app.OrdersApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a service as a scheduler does: as a process, with the environment and the signals of one. */
final class ServiceProcessTest {

    private static final Pattern LISTENING = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    private Path folder;

    private @Nullable Process process;

    private Process start(String logFormat) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OrdersApplication.class.getName(),
                "--server.port=0");
        java.environment().put("HOST", "10.0.0.7");
        java.environment().put("PORT0", "31000");
        java.environment().put("MESOS_TASK_ID", "orders.instance-1._app.1");
        java.environment().put("SLIPWAY_DRAIN", "500ms");
        java.environment().put("SLIPWAY_LOG_FORMAT", logFormat);
        java.redirectOutput(folder.resolve("out").toFile());
        java.redirectError(folder.resolve("err").toFile());
        process = java.start();
        return process;
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void everyLineIsJsonNothingIsWarnedOfAndSigtermEndsItAfterTheDrain() throws Exception {
        Process service = start("json");
        Web web = new Web(awaitPort());
        // Loads Hystrix and RxJava, of whose use of Unsafe JDK 25 would warn.
        assertThat(web.body("/orders/1/item")).isEqualTo("{\"id\":\"1\",\"instance\":\"nobody but orders\"}");
        assertThat(web.body("/orders/1")).contains("\"instance\":\"orders.instance-1._app.1\"");
        await().until(() -> messages().contains("orders.instance-1._app.1 is registered at 10.0.0.7:31000."));

        service.destroy();
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isEqualTo(SIGTERM_EXIT);
        assertThat(messages())
                .containsSubsequence(
                        "orders.instance-1._app.1 is retired: It is stopping, and finishes what it has begun.",
                        "Serving for another 500 ms, then stopping",
                        "Graceful shutdown complete",
                        "orders.instance-1._app.1 is withdrawn.");
        assertThat(lines()).noneMatch(line -> line.get("level").asString().equals("WARN"));
        assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    }

    @Test
    void linesForPeopleCarryTheRequestIdToo() throws Exception {
        start("text");
        new Web(awaitPort()).get("/orders/79", "X-Request-Id", "test-79");
        await().until(() -> printed().contains("Order 79"));
        assertThat(printed().lines().filter(line -> line.contains("Order 79")))
                .singleElement()
                .asString()
                .matches("[0-9:.]{12}  INFO \\S+OrdersController +: Order 79 asked for"
                        + " \\[test-79 [0-9a-f]{32}/[0-9a-f]{16} orders dev orders.instance-1._app.1]");
    }

    @Test
    void nobodyCanWriteALineThatLooksLikeAnothers() throws Exception {
        start("text");
        Web web = new Web(awaitPort());
        web.get("/said?text=a%0A19:00:00.000%20%20INFO%20forged%20:%20line%1B%5B2J%E2%80%A8");
        await().until(() -> printed().contains("Failed to say"));
        await().until(() ->
                printed().lines().filter(line -> line.contains("forged")).count() == 3);
        assertThat(printed().lines().filter(line -> line.contains("forged")))
                .allMatch(line -> line.contains("a\\n19:00:00.000  INFO forged : line\\u001b[2J\\u2028")
                        || line.startsWith("  19:00:00.000  INFO forged : line\\u001b[2J"));
        assertThat(printed()).contains(" ERROR ").doesNotContain("\u001b[2J").doesNotContain("\n19:00:00.000");
    }

    @Test
    void aLineFromBeforeSpringIsJsonToo() throws Exception {
        start("json");
        awaitPort();
        assertThat(lines().get(0).propertyNames())
                .contains("@timestamp", "message", "level", "logger_name", "version", "instance");
        assertThat(messages().get(0)).isEqualTo("Main begins");
    }

    private int awaitPort() {
        return await().until(() -> LISTENING.matcher(printed()).results().findFirst(), Optional::isPresent)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow();
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private List<String> messages() throws IOException {
        return lines().stream().map(line -> line.get("message").asString()).toList();
    }

    /** Reads what it printed; a line that is no JSON object fails. */
    private List<JsonNode> lines() throws IOException {
        String printed = printed();
        // The last line may be half written.
        String whole = printed.substring(0, printed.lastIndexOf('\n') + 1);
        return whole.lines().map(JsonMapper.shared()::readTree).toList();
    }
}
