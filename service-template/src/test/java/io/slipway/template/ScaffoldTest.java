package io.slipway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {

    @TempDir
    Path folder;

    @Test
    void nothingStandsInItsPlaceBeforeItIsWhole() throws IOException {
        Path place = folder.resolve("orders");
        try (Scaffold scaffold = Scaffold.beside(place)) {
            scaffold.write(new GeneratedFile("a/b.txt", false, "b"));
            assertThat(place).doesNotExist();
            scaffold.moveIntoPlace();
        }
        assertThat(place.resolve("a/b.txt")).hasContent("b");
        assertThat(folder).isDirectoryNotContaining("glob:**/.orders*");
    }

    @Test
    void closedBeforeItIsMovedItLeavesNothing() throws IOException {
        try (Scaffold scaffold = Scaffold.beside(folder.resolve("new/orders"))) {
            scaffold.write(new GeneratedFile("a/b.txt", false, "b"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAnotherLeftIsNotTouched() throws IOException {
        Path left = Files.createDirectory(folder.resolve(".orders.part"));
        Files.createFile(left.resolve("his"));
        try (Scaffold scaffold = Scaffold.beside(folder.resolve("orders"))) {
            scaffold.write(new GeneratedFile("mine", false, ""));
            scaffold.moveIntoPlace();
        }
        assertThat(left.resolve("his")).exists();
        assertThat(folder.resolve("orders")).isDirectoryNotContaining("glob:**/his");
    }

    @Test
    void aPlaceThatWasTakenMeanwhileStaysWhoseItIs() throws IOException {
        Path place = folder.resolve("orders");
        try (Scaffold scaffold = Scaffold.beside(place)) {
            Files.createDirectory(place);
            Files.createFile(place.resolve("his"));
            assertThatThrownBy(scaffold::moveIntoPlace).isInstanceOf(IOException.class);
        }
        assertThat(place).isDirectoryContaining("glob:**/his");
        assertThat(folder).isDirectoryNotContaining("glob:**/.orders*");
    }

    @Test
    void aProcessThatIsToldToStopLeavesNothing() throws Exception {
        Process half = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HalfMade.class.getName(),
                        folder.resolve("new/orders").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(half.inputReader().readLine()).isEqualTo("half made");
            assertThat(folder.resolve("new/.orders.part/a")).exists();
            half.destroy();
            assertThat(half.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            half.destroyForcibly();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** Begins, and never ends. */
    static final class HalfMade {

        private HalfMade() {}

        public static void main(String[] args) throws Exception {
            try (Scaffold scaffold = Scaffold.beside(Path.of(args[0]))) {
                scaffold.write(new GeneratedFile("a", false, ""));
                System.out.println("half made");
                Thread.currentThread().join();
            }
        }
    }
}
