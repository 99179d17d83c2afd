package io.slipway.template;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Builds a folder beside its place and moves it there whole, or leaves nothing.
 *
 * <p>Open until it is moved or closed. A process that is told to stop takes the half-made folder away; one that is
 * killed leaves it under a hidden name, never under the real one. Safe against its own shutdown hook, which is another
 * thread.
 */
final class Scaffold implements AutoCloseable {

    private final Path place;
    private final Path scaffold;
    private final List<Path> madeForIt;
    private final Thread onShutdown = new Thread(this::discard, "slipway-scaffold");
    private boolean open = true;

    private Scaffold(Path place, Path scaffold, List<Path> madeForIt) {
        this.place = place;
        this.scaffold = scaffold;
        this.madeForIt = madeForIt;
    }

    /** Makes the missing folders above a place, too. */
    static Scaffold beside(Path place) throws IOException {
        Path parent = Objects.requireNonNull(place.toAbsolutePath().getParent(), "a root is no place");
        List<Path> missing = missing(parent);
        try {
            // Before Java 20, createDirectories refuses a link to a folder that is there.
            if (!Files.isDirectory(parent)) {
                Files.createDirectories(parent);
            }
            Scaffold scaffold = new Scaffold(place, free(parent, "." + place.getFileName() + ".part"), missing);
            scaffold.discardOnShutdown();
            return scaffold;
        } catch (IOException e) {
            missing.forEach(Scaffold::deleteQuietly);
            throw e;
        }
    }

    /** Deepest first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path next = folder; next != null && Files.notExists(next); next = next.getParent()) {
            missing.add(next);
        }
        return missing;
    }

    private static Path free(Path parent, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path folder = parent.resolve(attempt == 1 ? name : name + "-" + attempt);
            try {
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // Another process is at work, or one was killed here: its folder is not ours to take.
            }
        }
    }

    private void discardOnShutdown() throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            discard();
            throw new IOException("the process is stopping", e);
        }
    }

    synchronized void write(GeneratedFile file) throws IOException {
        requireOpen();
        Path path = scaffold.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.write(path, file.bytes());
        if (file.executable() && Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    synchronized void moveIntoPlace() throws IOException {
        requireOpen();
        Files.move(scaffold, place, StandardCopyOption.ATOMIC_MOVE);
        open = false;
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The process is stopping; the hook finds nothing left to do.
        }
    }

    private synchronized void discard() {
        if (!open) {
            return;
        }
        open = false;
        try (Stream<Path> tree = Files.walk(scaffold)) {
            tree.sorted(Comparator.reverseOrder()).forEach(Scaffold::deleteQuietly);
        } catch (IOException e) {
            // What cannot be listed cannot be deleted; the failure that brought us here is the one to tell.
        }
        madeForIt.forEach(Scaffold::deleteQuietly);
    }

    /** A folder that somebody else has put something into stays. */
    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // As above.
        }
    }

    private void requireOpen() throws IOException {
        if (!open) {
            throw new IOException("it was interrupted");
        }
    }
}
