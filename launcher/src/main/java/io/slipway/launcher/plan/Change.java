package io.slipway.launcher.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows one field before and after.
 *
 * @param before absent when the field is new
 * @param after absent when the field goes
 */
public record Change(
        String field, @Nullable String before, @Nullable String after) {

    /** Returns what differs between two sets of fields, sorted by field. */
    static List<Change> between(Map<String, String> before, Map<String, String> after) {
        Set<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            if (!Objects.equals(before.get(field), after.get(field))) {
                changes.add(new Change(field, before.get(field), after.get(field)));
            }
        }
        return changes;
    }

    @Override
    public String toString() {
        if (before == null) {
            return "+ " + field + ": " + after;
        }
        return after == null ? "- " + field + ": " + before : "~ " + field + ": " + before + " → " + after;
    }
}
