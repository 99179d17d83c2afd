package io.slipway.local.marathon.executor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unpacks an archive into a folder, and nowhere else: a member whose name leads out of it is refused. */
final class Archive {

    private static final int LONGEST_COMPLAINT = 500;

    private Archive() {}

    /**
     * Unpacks.
     *
     * @throws IOException saying in one sentence what is wrong
     */
    static void unpack(Path archive, Path folder) throws IOException {
        if (archive.toString().endsWith(".zip")) {
            unzip(archive, folder);
        } else {
            untar(archive, folder);
        }
    }

    private static void unzip(Path archive, Path folder) throws IOException {
        Map<String, ?> withModes = Map.of("enablePosixFileAttributes", true);
        try (FileSystem zip = FileSystems.newFileSystem(archive, withModes);
                Stream<Path> members = Files.walk(zip.getPath("/"))) {
            for (Path member : (Iterable<Path>) members::iterator) {
                Path target = folder.resolve(member.toString().substring(1)).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("its member " + member + " is no file in the sandbox");
                }
                if (Files.isDirectory(member)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(member, target, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(member));
                }
            }
        }
    }

    /** GNU tar refuses names with {@code ..} itself, and makes links that lead out only when all files are there. */
    private static void untar(Path archive, Path folder) throws IOException {
        Process tar = new ProcessBuilder(
                        List.of("tar", "-x", "--no-same-owner", "-f", archive.toString(), "-C", folder.toString()))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (tar.waitFor() != 0) {
                throw new IOException(said.substring(0, Math.min(said.length(), LONGEST_COMPLAINT)));
            }
        } catch (InterruptedException e) {
            tar.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking", e);
        }
    }
}
