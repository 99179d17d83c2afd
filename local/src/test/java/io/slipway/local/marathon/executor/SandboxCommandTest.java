package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.marathon.definition.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCommandTest {

    @TempDir
    private Path sandbox;

    @ParameterizedTest
    @Timeout(60) // The longest of these lines would take 100 s by itself.
    @CsvSource({
        "'test -e here && test $MINE = 1', 50, true, Command exited with status 0",
        "exit 7, 50, false, Command exited with status 7",
        "sleep 100 & sleep 100, 1, false, Command timed out after 1 s",
    })
    void aLineRunsInTheSandboxWithTheTasksEnvironmentAndNotForLong(
            String line, int timeout, boolean successful, String message) throws IOException {
        Files.createFile(sandbox.resolve("here"));
        TaskOrder task =
                new TaskOrder("a", List.of(), Map.of("MINE", "1"), List.of(1), sandbox, List.of(), Limits.NONE, null);

        assertThat(SandboxCommand.run(task, line, Duration.ofSeconds(timeout)))
                .isEqualTo(new Ending(successful, message));

        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 100"));
    }
}
