package io.slipway.local.marathon.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps named tables of text in {@code marathon.mv}: {@link #put} any number of times, then {@link #sync}, which
 * stores all or nothing. Not thread-safe.
 */
public final class Disk implements AutoCloseable {

    private final Path file;
    private final MVStore store;

    private Disk(Path file, MVStore store) {
        this.file = file;
        this.store = store;
        // Every commit is synced before the next: what it has replaced is needed by nobody.
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
    }

    /**
     * Opens the file in a folder; makes both.
     *
     * @throws IllegalStateException when it cannot be read, or another scheduler has it open
     */
    public static Disk in(Path folder) {
        Path file = folder.resolve("marathon.mv");
        try {
            Files.createDirectories(folder);
            return new Disk(
                    file,
                    new MVStore.Builder()
                            .fileName(file.toString())
                            // Commits are ours alone: one in the background could tear a change apart.
                            .autoCommitDisabled()
                            .open());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep apps in " + file + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "Cannot open " + file + ": " + e.getMessage() + ". Is another scheduler using it?", e);
        }
    }

    public Map<String, String> read(String table) {
        Map<String, String> rows = new LinkedHashMap<>();
        table(table).forEach((key, text) -> rows.put(key, new String(text, StandardCharsets.UTF_8)));
        return rows;
    }

    /** Writes a row, or removes it when there is no text. */
    public void put(String table, String key, @Nullable String text) {
        if (text == null) {
            table(table).remove(key);
        } else {
            table(table).put(key, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void clear(String table) {
        table(table).clear();
    }

    /**
     * Returns when everything put so far is on the disk.
     *
     * @throws IllegalStateException when it is not, as on a full disk: this object is of no use from then on
     */
    public void sync() {
        try {
            if (store.hasUnsavedChanges()) {
                store.commit();
                store.sync();
            }
        } catch (MVStoreException e) {
            throw new IllegalStateException("Cannot write " + file + ": " + reason(e), e);
        }
    }

    /** The store tells of offsets and versions; what the system said, as that no space is left, lies below. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : reason(cause);
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MVStoreException e) {
            store.closeImmediately();
        }
    }

    private MVMap<String, byte[]> table(String name) {
        return store.openMap(name);
    }
}
