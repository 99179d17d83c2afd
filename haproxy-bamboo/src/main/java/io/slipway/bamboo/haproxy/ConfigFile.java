package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes the configuration whole or not at all, also when the machine stops in the middle. */
final class ConfigFile {

    private final Path path;
    private final Path draft;

    ConfigFile(Path path) {
        this.path = path;
        this.draft = path.resolveSibling(path.getFileName() + ".draft");
    }

    String read() throws IOException {
        return Files.readString(path);
    }

    /** Writes the text beside the file, and returns where. */
    Path draft(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    /** Puts the draft in the place of the file. */
    void commit() throws IOException {
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    void write(String text) throws IOException {
        draft(text);
        commit();
    }
}
