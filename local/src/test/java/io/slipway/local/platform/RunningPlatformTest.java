package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunningPlatformTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeRun() throws Exception {
        home = Home.at(folder);
        Files.createDirectories(home.run());
    }

    @Test
    void aCommandFindsTheDaemonThatRuns() throws Exception {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
        RunningPlatform.of(self, new Addresses(9800)).write(home);

        assertThat(RunningPlatform.find(home)).contains(new RunningPlatform(self.pid(), self.startedAt(), 9800));
        assertThat(home.run().resolve("platform.json"))
                .hasContent(
                        "{\"pid\":" + self.pid() + ",\"startedAt\":\"" + self.startedAt() + "\",\"portBase\":9800}");
    }

    @Test
    void whatADeadDaemonLeftIsNoPlatform() throws Exception {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
        RunningPlatform.of(new ProcessIdentity(self.pid(), self.startedAt().minusSeconds(9)), new Addresses(9800))
                .write(home);

        assertThat(RunningPlatform.find(home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"pid\":1,\"startedAt\":\"yesterday\",\"portBase\":9600}",
                "{\"pid\":1,\"startedAt\":\"2026-01-01T00:00:00Z\",\"portBase\":80}",
            })
    void aFileOfAnotherShapeIsNoPlatform(String text) throws Exception {
        Files.writeString(home.run().resolve("platform.json"), text);

        assertThat(RunningPlatform.find(home)).isEmpty();
    }

    @Test
    void withoutAHomeNothingRuns() {
        Home nowhere = Home.at(folder.resolve("nowhere"));

        assertThat(RunningPlatform.find(nowhere)).isEmpty();
        assertThat(RunningProcess.of(nowhere)).isEmpty();
    }
}
