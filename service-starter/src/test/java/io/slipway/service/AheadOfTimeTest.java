package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.app.OrdersApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** Runs a service whose beans Spring wired at build time, as images do for a quick start. */
final class AheadOfTimeTest {

    private static final Pattern LISTENING = Pattern.compile("Tomcat started on port (\\d+)");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    @Test
    void aServiceWiredAtBuildTimeStillTakesItsBootVariablesWhenItStarts() throws Exception {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(generate(sources, classes)).as("%s", log("generate")).isZero();
        assertThat(compile(sources, classes)).isZero();

        Process service = java(
                "run",
                classes + File.pathSeparator + CLASS_PATH,
                "-Dspring.aot.enabled=true",
                OrdersApplication.class.getName(),
                "--server.port=0");
        try {
            Web web = new Web(awaitPort());
            assertThat(web.body("/orders/1"))
                    .isEqualTo("{\"id\":\"1\",\"instance\":\"task-1\",\"version\":\"dev\",\"pageSize\":10,"
                            + "\"perSecond\":100}");
            assertThat(web.body("/orders/1/item")).isEqualTo("{\"id\":\"1\",\"instance\":\"nobody but orders\"}");
            assertThat(web.body("/admin/config"))
                    .contains("{\"key\":\"stock.shelves\",\"value\":\"2\",\"layer\":\"default\","
                            + "\"origin\":\"@Default in StockSettings\",\"overrode\":[]}")
                    .contains("{\"key\":\"MESOS_TASK_ID\",\"value\":\"task-1\",\"layer\":\"boot\","
                            + "\"origin\":\"environment variable MESOS_TASK_ID\",\"overrode\":[]}")
                    .contains("{\"key\":\"server.port\",\"value\":\"0\",\"layer\":\"boot\","
                            + "\"origin\":\"argument --server.port\",\"overrode\":"
                            + "[{\"value\":\"${PORT0:8080}\",\"layer\":\"default\","
                            + "\"origin\":\"defaults.properties:4:13\"}]}");
            await().until(() -> log("run").contains("task-1 is registered at 10.0.0.7:31000."));
            assertThat(log("run")).doesNotContain("\"level\":\"WARN\"");
        } finally {
            service.destroyForcibly();
        }
    }

    /** Generates where none of the boot variables is set. */
    private int generate(Path sources, Path classes) throws Exception {
        Process process = java(
                "generate",
                CLASS_PATH,
                SpringApplicationAotProcessor.class.getName(),
                OrdersApplication.class.getName(),
                sources.toString(),
                classes.toString(),
                classes.toString(),
                "com.example",
                "orders");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static int compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classes + File.pathSeparator + CLASS_PATH));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        return compiler.run(null, null, null, arguments.toArray(String[]::new));
    }

    private Process java(String log, String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
        command.addAll(List.of(arguments));
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        if (log.equals("run")) {
            java.environment().put("HOST", "10.0.0.7");
            java.environment().put("PORT0", "31000");
            java.environment().put("MESOS_TASK_ID", "task-1");
            java.environment().put("SLIPWAY_LOG_FORMAT", "json");
        }
        return java.redirectOutput(folder.resolve(log).toFile()).start();
    }

    private int awaitPort() {
        return await().until(() -> LISTENING.matcher(log("run")).results().findFirst(), Optional::isPresent)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow();
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
