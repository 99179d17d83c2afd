package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {

    @TempDir
    Path folder;

    @Test
    void theMavenThatTheScriptFoundIsUsed() {
        assertThat(Programs.of(Map.of("SLIPWAY_MVN", "/opt/maven/bin/mvn")).maven())
                .isEqualTo("/opt/maven/bin/mvn");
    }

    @Test
    void aProgramIsFoundOnThePathWhereItCanBeRun() throws Exception {
        Path program = Files.createFile(folder.resolve("mvn"));
        Programs programs = Programs.of(Map.of("PATH", "/nowhere::" + folder));

        assertThatThrownBy(programs::maven)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Needs Maven, 3.8.6 or newer: run \"sudo apt-get install maven\" and try again.");

        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(programs.maven()).isEqualTo(program.toString());
    }
}
