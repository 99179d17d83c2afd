package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.SettingsReport.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settles what is in force: the last good values, and of the new ones as many as the record takes together.
 *
 * <p>All new values are tried at once. Where the record refuses that, they are tried in the order in which they were
 * written, each one again after another was taken, since a bound may depend on both. What is left over is refused.
 *
 * @param held one per component, in the record's order
 * @param refused sorted by key
 */
record Settlement<T extends Record>(T value, List<Held> held, List<Refusal> refused) {

    static <T extends Record> Settlement<T> ofDefaults(SettingsRecord<T> type) {
        List<Held> held = type.components().stream().map(Held::byDefault).toList();
        return new Settlement<>(make(type, held), held, List.of());
    }

    /** @param entries by whole key, as the registry gives them */
    Settlement<T> next(SettingsRecord<T> type, String folder, Map<String, KeyValue> entries) {
        Map<String, Refusal> refusals = new TreeMap<>();
        Map<Integer, Held> changes = new HashMap<>();
        for (int i = 0; i < held.size(); i++) {
            Component component = type.components().get(i);
            @Nullable KeyValue entry = entries.get(folder + component.key());
            try {
                Held wanted = entry == null ? Held.byDefault(component) : Held.of(component, entry);
                if (!wanted.equals(held.get(i))) {
                    changes.put(i, wanted);
                }
            } catch (IllegalArgumentException e) {
                long index = entry == null ? 0 : entry.modifyIndex();
                refusals.put(component.key(), component.refusal(index, entry == null ? "" : entry.value(), e));
            }
        }
        return settle(type, changes, refusals);
    }

    private Settlement<T> settle(SettingsRecord<T> type, Map<Integer, Held> changes, Map<String, Refusal> refusals) {
        try {
            List<Held> all = with(held, changes);
            return new Settlement<>(make(type, all), all, List.copyOf(refusals.values()));
        } catch (IllegalArgumentException e) {
            return oneByOne(type, changes, refusals);
        }
    }

    private Settlement<T> oneByOne(SettingsRecord<T> type, Map<Integer, Held> changes, Map<String, Refusal> refusals) {
        List<Held> settled = held;
        T made = value;
        List<Map.Entry<Integer, Held>> left = new ArrayList<>(changes.entrySet());
        left.sort(Comparator.comparing(change -> change.getValue().modifyIndex()));
        for (int i = 0; i < left.size(); ) {
            int place = left.get(i).getKey();
            Component component = type.components().get(place);
            Held wanted = left.get(i).getValue();
            try {
                List<Held> tried = with(settled, Map.of(place, wanted));
                made = make(type, tried);
                settled = tried;
                refusals.remove(component.key());
                left.remove(i);
                i = 0;
            } catch (IllegalArgumentException e) {
                refusals.put(component.key(), component.refusal(wanted.modifyIndex(), wanted.text(), e));
                i++;
            }
        }
        return new Settlement<>(made, settled, List.copyOf(refusals.values()));
    }

    private static List<Held> with(List<Held> held, Map<Integer, Held> changes) {
        List<Held> copy = new ArrayList<>(held);
        changes.forEach(copy::set);
        return List.copyOf(copy);
    }

    private static <T extends Record> T make(SettingsRecord<T> type, List<Held> held) {
        return type.make(held.stream().map(Held::value).toList());
    }
}
