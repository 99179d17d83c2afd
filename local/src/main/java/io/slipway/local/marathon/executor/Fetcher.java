package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.definition.AppDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings what an app's {@code fetch} names into a sandbox: local files, and files by HTTP; archives are unpacked too. */
final class Fetcher {

    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;

    private Fetcher() {}

    /** Fetches one entry; the message of what is thrown stands alone. */
    static void fetch(JsonNode entry, Path sandbox) throws IOException {
        String uri = entry.path("uri").asText();
        boolean executable = entry.path("executable").asBoolean();
        try {
            Path target = target(uri, entry.path("destPath").asText(null), sandbox);
            Files.createDirectories(target.getParent());
            if (uri.startsWith("http")) {
                download(URI.create(uri), target);
            } else {
                copy(uri, target, executable);
            }
            if (executable && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make it executable");
            }
            if (!executable && entry.path("extract").asBoolean() && AppDefinition.isArchive(target.toString())) {
                Archive.unpack(target, sandbox);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("Failed to fetch " + uri + ": " + e.getMessage(), e);
        }
    }

    private static Path target(String uri, @Nullable String destPath, Path sandbox) throws IOException {
        String path = URI.create(uri).getPath();
        String name = destPath != null ? destPath : path.substring(path.lastIndexOf('/') + 1);
        Path target = sandbox.resolve(name).normalize();
        if (!target.startsWith(sandbox) || target.equals(sandbox)) {
            throw new IOException("\"" + name + "\" is no file in the sandbox");
        }
        return target;
    }

    private static void copy(String uri, Path target, boolean executable) throws IOException {
        Path source = Path.of(URI.create(uri).getPath());
        if (!Files.isRegularFile(source)) {
            throw new IOException("there is no file " + source);
        }
        if (!isFixed(source, executable) || !link(source, target)) {
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What nobody may write is one file for all tasks: a hundred of them cost no more disk than one. */
    private static boolean isFixed(Path source, boolean executable) throws IOException {
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(source);
        return Collections.disjoint(modes, WRITING)
                && !Files.isSymbolicLink(source)
                && (!executable || modes.contains(PosixFilePermission.OWNER_EXECUTE));
    }

    private static boolean link(Path source, Path target) {
        try {
            Files.createLink(target, source);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // It is on another disk, or this one cannot.
            return false;
        }
    }

    private static void download(URI uri, Path target) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the server answered " + status);
            }
            try (InputStream body = connection.getInputStream()) {
                Files.copy(body, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            connection.disconnect();
        }
    }
}
