package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessIdentityTest {

    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void aProcessIsFoundAgainByItsLine() {
        ProcessIdentity found = ProcessIdentity.parse(self.line()).orElseThrow();

        assertThat(found.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(found.isAlive()).isTrue();
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
        try (StandIn parent = StandIn.run("sh -c 'echo ready' & exec sleep 60")) {
            ProcessHandle child = ProcessHandle.of(parent.pid()).stream()
                    .flatMap(ProcessHandle::children)
                    .findFirst()
                    .orElseThrow();
            await().until(() -> ProcessStatus.of(child.pid()).orElseThrow().state() == 'Z');

            assertThat(child.isAlive()).isTrue();
            assertThat(ProcessIdentity.of(child).isAlive()).isFalse();
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
