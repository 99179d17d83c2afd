package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Bounds the file that HAProxy appends to, and reads its end. */
final class LogFile {

    private static final long LARGEST = 16L << 20;
    private static final int MOST_READ = 64 << 10;

    private final Path path;

    LogFile(Path path) {
        this.path = path;
    }

    long length() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    String since(long offset) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(Math.max(offset, length() - MOST_READ));
            return new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
        }
    }

    /** Copies a file that has grown too large aside, and empties it: HAProxy keeps it open and appends. */
    void keepBounded() throws IOException {
        if (length() > LARGEST) {
            Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }
}
