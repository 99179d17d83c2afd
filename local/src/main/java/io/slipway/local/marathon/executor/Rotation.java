package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what tasks print from filling the disk: what has grown beyond the limit is cut, its end kept in
 * {@code stdout.1}.
 *
 * <p>Tasks hold their files open, in append mode, and outlive us; so the file is copied and then emptied, and what is
 * written between the two is lost.
 *
 * @param limit in bytes
 */
record Rotation(long limit) {

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final List<String> FILES = List.of("stdout", "stderr");

    static final Rotation AT_10_MIB = new Rotation(10 << 20);

    void look(Path sandbox) {
        for (String file : FILES) {
            try {
                cut(sandbox.resolve(file));
            } catch (IOException e) {
                LOG.warn("Cannot cut {} in {}: {}", file, sandbox, e.toString());
            }
        }
    }

    private void cut(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) <= limit) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long start = from.size() - limit;
            long copied = 0;
            while (copied < limit) {
                long count = from.transferTo(start + copied, limit - copied, to);
                if (count <= 0) {
                    break;
                }
                copied += count;
            }
            from.truncate(0);
        }
        Files.move(next, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
}
