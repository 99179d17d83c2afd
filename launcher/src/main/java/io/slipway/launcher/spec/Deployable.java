package io.slipway.launcher.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Joins a spec with one playbook, both checked, alone and against each other. */
public record Deployable(Path folder, ServiceSpec spec, Playbook playbook) {

    /** Returns the file to run. */
    public Path artifact() {
        return folder.resolve(spec.artifact());
    }

    /** Returns the boot-time layer: the playbook's values over the spec's. */
    public Map<String, String> environment() {
        Map<String, String> joined = new TreeMap<>();
        spec.environment().values().forEach(key -> put(joined, key.key(), key.value()));
        playbook.environment().values().forEach(key -> put(joined, key.key(), key.value()));
        return joined;
    }

    private static void put(Map<String, String> joined, String key, @Nullable String value) {
        if (value != null) {
            joined.put(key, value);
        }
    }
}
