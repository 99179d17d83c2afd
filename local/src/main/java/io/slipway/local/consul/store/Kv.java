package io.slipway.local.consul.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Holds all keys, and what is needed to say when something below a prefix last changed.
 *
 * @param tombstones deleted keys and when; without them the index of a prefix would fall when a key below it goes
 * @param index when any key last changed
 * @param floor no prefix's index is below it; it stands in for tombstones that were thrown away
 */
public record Kv(TreePMap<String, KvEntry> entries, TreePMap<String, Long> tombstones, long index, long floor) {

    private static final int MOST_TOMBSTONES = 10_000;

    static Kv restored(Stream<KvEntry> entries, long index) {
        Map<String, KvEntry> byKey = entries.collect(Collectors.toMap(KvEntry::key, Function.identity()));
        return new Kv(TreePMap.from(new TreeMap<>(byKey)), TreePMap.empty(), index, index);
    }

    public @Nullable KvEntry entry(String key) {
        return entries.get(key);
    }

    public List<KvEntry> below(String prefix) {
        return valuesBelow(entries, prefix);
    }

    /** Tells when something below the prefix last changed; a prefix nothing was ever below has the table's index. */
    public long indexBelow(String prefix) {
        long latest = 0;
        for (KvEntry entry : below(prefix)) {
            latest = Math.max(latest, entry.modifyIndex());
        }
        for (long deleted : valuesBelow(tombstones, prefix)) {
            latest = Math.max(latest, deleted);
        }
        return latest == 0 ? index : Math.max(latest, floor);
    }

    /** Tells whether the prefix has an index of its own. */
    public boolean knows(String prefix) {
        return startsWith(entries.ceilingKey(prefix), prefix) || startsWith(tombstones.ceilingKey(prefix), prefix);
    }

    Kv with(KvEntry entry) {
        return new Kv(entries.plus(entry.key(), entry), tombstones.minus(entry.key()), entry.modifyIndex(), floor);
    }

    Kv without(String key, long at) {
        boolean full = tombstones.size() >= MOST_TOMBSTONES;
        TreePMap<String, Long> kept = full ? TreePMap.empty() : tombstones;
        return new Kv(entries.minus(key), kept.plus(key, at), at, full ? at : floor);
    }

    private static <V> List<V> valuesBelow(TreePMap<String, V> map, String prefix) {
        List<V> found = new ArrayList<>();
        for (Map.Entry<String, V> entry : map.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }

    private static boolean startsWith(@Nullable String key, String prefix) {
        return key != null && key.startsWith(prefix);
    }
}
