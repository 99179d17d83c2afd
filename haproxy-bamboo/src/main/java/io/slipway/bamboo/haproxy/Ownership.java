package io.slipway.bamboo.haproxy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers on disk which task has which slot of the configuration that HAProxy runs with, so that a successor who finds
 * it running knows as much as we did. It is away while HAProxy is about to be given another shape: a successor that finds
 * none knows that it knows nothing.
 */
final class Ownership {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ConfigFile file;
    private final Path path;

    /** What stands in the file: the configuration too, since the two are written one after the other. */
    record Remembered(String config, Layout layout) {}

    Ownership(Path path) {
        this.path = path;
        this.file = new ConfigFile(path);
    }

    void forget() throws IOException {
        Files.deleteIfExists(path);
    }

    void remember(String config, Layout layout) throws IOException {
        file.write(JSON.writeValueAsString(new Remembered(Digest.of(config), layout)));
    }

    /** Returns what a configuration was rendered from, if that is known. */
    Optional<Layout> of(String config) {
        try {
            Remembered remembered = JSON.readValue(file.read(), Remembered.class);
            return Optional.of(remembered)
                    .filter(found -> found.config().equals(Digest.of(config)))
                    .map(Remembered::layout);
        } catch (IOException | RuntimeException noneOrSpoiled) {
            return Optional.empty();
        }
    }
}
