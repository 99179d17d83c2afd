package io.slipway.local.consul.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in a file, so that they survive even a kill.
 *
 * <p>Used by the store's writer only: {@link #put} any number of times, then {@link #sync}.
 */
public final class Disk implements AutoCloseable {

    /** A kind of record, and where it is kept. */
    enum Table {
        KEYS,
        SESSIONS,
        NODES,
        SERVICES,
        CHECKS,
        AGENT_SERVICES,
        AGENT_CHECKS
    }

    /** Says what a key of a table holds from now on; null takes it away. */
    record Write(Table table, String key, @Nullable Record record) {}

    private static final String INDEX = "index";

    private final MVStore file;
    private final MVMap<String, Long> counters;

    private Disk(MVStore file) {
        this.file = file;
        // Every commit is synced before the next: what it has replaced is needed by nobody.
        file.setVersionsToKeep(0);
        file.setRetentionTime(0);
        counters = file.openMap("COUNTERS");
    }

    /** Opens {@code consul.mv} in the folder, which is made when it is missing. */
    public static Disk in(Path folder) {
        Path file = folder.resolve("consul.mv");
        try {
            Files.createDirectories(folder);
            return new Disk(new MVStore.Builder()
                    .fileName(file.toString())
                    // Commits are ours alone: one in the background could tear a transaction apart.
                    .autoCommitDisabled()
                    .open());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the data of Consul in " + file + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "Cannot open " + file + ": " + e.getMessage() + ". Is another agent using it?", e);
        }
    }

    /** Tells the last index that was given to a change; 0 in a new file. */
    long index() {
        return counters.getOrDefault(INDEX, 0L);
    }

    /** Returns the records of a table in the order of their keys. */
    <T extends Record> Stream<T> read(Table table, Class<T> type) {
        return map(table).values().stream().map(content -> type.cast(Encoding.toRecord(content)));
    }

    void put(Write write) {
        if (write.record() == null) {
            map(write.table()).remove(write.key());
        } else {
            map(write.table()).put(write.key(), Encoding.of(write.record()));
        }
    }

    void sync(long index) {
        if (!file.hasUnsavedChanges()) {
            return;
        }
        try {
            counters.put(INDEX, index);
            file.commit();
            file.sync();
        } catch (MVStoreException e) {
            throw new Refused("Cannot write " + file.getFileStore().getFileName() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private MVMap<String, byte[]> map(Table table) {
        return file.openMap(table.name());
    }
}
