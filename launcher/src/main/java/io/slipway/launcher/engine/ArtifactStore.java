package io.slipway.launcher.engine;

import io.slipway.launcher.plan.Artifact;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keeps what was deployed, each file under its service's name and the hash of its content.
 *
 * <p>What is kept never changes: an unchanged service is the same file, and an old version can be started again.
 */
public final class ArtifactStore {

    private static final int HASH_LENGTH = 12;

    private final Path folder;

    public ArtifactStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Says where a file is, or would be, kept; writes nothing.
     *
     * @throws DeployException if there is no such file
     */
    public Artifact locate(String service, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DeployException(
                    "There is no " + file + " to deploy. Build it first, in the service's folder: mvn package");
        }
        return new Artifact(file, folder.resolve(service + "-" + copy(file, OutputStream.nullOutputStream()) + ".jar"));
    }

    /** Keeps a file, unless it is kept already. */
    public void keep(Artifact artifact) {
        if (Files.exists(artifact.kept())) {
            return;
        }
        try {
            Files.createDirectories(folder);
            // Not by createTempFile: only its owner could read that, and a task may run as somebody else.
            Path temporary = folder.resolve(
                    artifact.fileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                keep(artifact, temporary);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep " + artifact.source() + " in " + folder + ": " + e, e);
        }
    }

    private static void keep(Artifact artifact, Path temporary) throws IOException {
        String hash;
        try (OutputStream out = Files.newOutputStream(temporary)) {
            hash = copy(artifact.source(), out);
        }
        if (!artifact.fileName().endsWith("-" + hash + ".jar")) {
            throw new DeployException(
                    artifact.source() + " changed while it was being deployed. Wait for its build and" + " try again.");
        }
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        // What nobody may write, the scheduler links into sandboxes instead of copying it.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(temporary, artifact.kept(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies and returns the hash of what was copied. */
    private static String copy(Path file, OutputStream out) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(out);
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, HASH_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
