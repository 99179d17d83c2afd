package io.slipway.marathon.http;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads Marathon's own examples, which are Marathon's and no part of this project: beside the checkout, or nowhere. */
final class MarathonsExample {

    private static final Path FOLDER = Path.of("..", "..", "shared", "contracts", "marathon", "raml", "v2", "examples");

    private MarathonsExample() {}

    /** Returns the text of one; the test is skipped where they are not at hand. */
    static String text(String name) {
        Path file = FOLDER.resolve(name);
        assumeThat(file)
                .as("Marathon's examples are not beside the checkout, so this is not tested")
                .isRegularFile();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
