package io.slipway.local.consul.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Keeps keys and sessions in a file, so that they survive even a kill.
 *
 * <p>Used by the store's writer only: {@link #put} any number of times, then {@link #sync}.
 */
public final class Disk implements AutoCloseable {

    private static final String INDEX = "index";

    private final MVStore file;
    private final MVMap<String, byte[]> keys;
    private final MVMap<String, byte[]> sessions;
    private final MVMap<String, Long> counters;

    private Disk(MVStore file) {
        this.file = file;
        // Every commit is synced before the next: what it has replaced is needed by nobody.
        file.setVersionsToKeep(0);
        file.setRetentionTime(0);
        keys = file.openMap("kv");
        sessions = file.openMap("sessions");
        counters = file.openMap("counters");
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
            throw new UncheckedIOException("Cannot keep the keys of Consul in " + file + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "Cannot open " + file + ": " + e.getMessage() + ". Is another agent using it?", e);
        }
    }

    /** What a file held when it was opened. */
    record Content(long index, Map<String, KvEntry> entries, Map<String, Session> sessions) {
        static final Content EMPTY = new Content(0, Map.of(), Map.of());
    }

    Content read() {
        Map<String, KvEntry> entries = new HashMap<>();
        keys.forEach((key, content) -> entries.put(key, Encoding.toEntry(key, content)));
        Map<String, Session> found = new HashMap<>();
        sessions.forEach((id, content) -> found.put(id, Encoding.toSession(id, content)));
        return new Content(counters.getOrDefault(INDEX, 0L), entries, found);
    }

    void put(Draft draft) {
        draft.kv().written().forEach((key, entry) -> put(keys, key, entry.map(Encoding::of)));
        draft.sessions().written().forEach((id, session) -> put(sessions, id, session.map(Encoding::of)));
    }

    void sync(long index) {
        if (!file.hasUnsavedChanges()) {
            return;
        }
        counters.put(INDEX, index);
        file.commit();
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }

    private static void put(MVMap<String, byte[]> map, String key, Optional<byte[]> content) {
        content.ifPresentOrElse(bytes -> map.put(key, bytes), () -> map.remove(key));
    }
}
