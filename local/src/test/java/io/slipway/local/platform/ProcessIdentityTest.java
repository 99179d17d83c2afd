package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessIdentityTest {

    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void aProcessIsFoundAgainByItsLine() {
        assertThat(ProcessIdentity.parse(self.line()).flatMap(ProcessIdentity::find))
                .contains(ProcessHandle.current());
    }

    @Test
    void anotherProcessThatGotTheSameIdIsNotIt() {
        ProcessIdentity earlier =
                new ProcessIdentity(self.pid(), self.startedAt().minusSeconds(60));

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void aClockSetByASecondMakesNoOtherProcess() {
        ProcessIdentity shifted =
                new ProcessIdentity(self.pid(), self.startedAt().plusSeconds(1));

        assertThat(shifted.isAlive()).isTrue();
    }

    @Test
    void aDeadChildThatNobodyAskedAboutIsNotAlive() throws Exception {
        // The shell becomes the sleep, which never asks about the child it inherits: a zombie.
        try (StandIn parent = StandIn.run("sh -c 'echo $$' & exec sleep 60")) {
            ProcessHandle child = parent.group().isAlive()
                    ? ProcessHandle.of(parent.pid())
                            .orElseThrow()
                            .children()
                            .findFirst()
                            .orElseThrow()
                    : null;
            org.awaitility.Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> ProcessStatus.of(child.pid()).orElseThrow().state() == 'Z');

            assertThat(child.isAlive()).isTrue();
            assertThat(new ProcessIdentity(
                                    child.pid(), child.info().startInstant().orElse(Instant.EPOCH))
                            .isAlive())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12 ", "x 12", "12 x", "-1 12", "12 13 14", "99999999999999999999 1", "1\n2"})
    void anythingElseIsNoProcess(String line) {
        assertThat(ProcessIdentity.parse(line)).isEmpty();
    }

    @Test
    void aPidFileWithGarbageIsNoProcess(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("garbage.pid");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(ProcessIdentity.read(file)).isEmpty();
        assertThat(ProcessIdentity.read(folder.resolve("missing.pid"))).isEmpty();
    }
}
