package io.slipway.launcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.launcher.plan.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsKeptUnderTheHashOfItsContent() throws Exception {
        ArtifactStore store = store();

        Artifact artifact = store.locate("orders", jar("abc"));
        assertThat(kept()).isEmpty();
        store.keep(artifact);

        assertThat(artifact.fileName()).isEqualTo("orders-ba7816bf8f01.jar");
        assertThat(kept()).containsExactly("orders-ba7816bf8f01.jar");
        assertThat(artifact.kept()).hasContent("abc");
    }

    @Test
    void whatIsKeptIsNeverWrittenAgain() throws Exception {
        ArtifactStore store = store();
        Artifact artifact = store.locate("orders", jar("abc"));
        store.keep(artifact);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(artifact.kept(), longAgo);

        store.keep(store.locate("orders", jar("abc")));

        assertThat(Files.getLastModifiedTime(artifact.kept())).isEqualTo(longAgo);
    }

    @Test
    void anotherContentIsAnotherFile() throws Exception {
        ArtifactStore store = store();
        store.keep(store.locate("orders", jar("abc")));
        store.keep(store.locate("orders", jar("abd")));

        assertThat(kept()).hasSize(2);
    }

    @Test
    void aFileThatChangesUnderneathIsNotKept() throws Exception {
        ArtifactStore store = store();
        Artifact artifact = store.locate("orders", jar("abc"));
        jar("abcd");

        assertThatThrownBy(() -> store.keep(artifact))
                .hasMessage(folder.resolve("orders.jar")
                        + " changed while it was being deployed. Wait for its build and try again.");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsToBeBuilt() {
        assertThatThrownBy(() -> store().locate("orders", folder.resolve("none.jar")))
                .hasMessage("There is no " + folder.resolve("none.jar")
                        + " to deploy. Build it first, in the service's folder: mvn package");
    }

    private ArtifactStore store() {
        return new ArtifactStore(folder.resolve("artifacts"));
    }

    private Path jar(String content) throws IOException {
        return Files.writeString(folder.resolve("orders.jar"), content);
    }

    private String[] kept() throws IOException {
        if (!Files.exists(folder.resolve("artifacts"))) {
            return new String[0];
        }
        try (Stream<Path> files = Files.list(folder.resolve("artifacts"))) {
            return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }
}
