package io.slipway.registry.settings;

import java.util.List;

/**
 * Tells which settings are in force and which values were refused; the values of secret ones are masked.
 *
 * @param settings one per key of every record asked for, sorted by key
 * @param texts what is in force at keys that are held without a record, sorted by key
 * @param refused what stands in KV and is not in force, sorted by key
 */
public record SettingsReport(String service, List<Setting> settings, List<Setting> texts, List<Refusal> refused) {

    public SettingsReport {
        settings = List.copyOf(settings);
        texts = List.copyOf(texts);
        refused = List.copyOf(refused);
    }

    /**
     * Tells one value in force.
     *
     * @param key as in KV, without {@code config/<service>/}
     * @param value as it would stand in KV
     * @param source {@code default}, or the whole KV key
     * @param modifyIndex of the KV entry; 0 for a default
     */
    public record Setting(String key, String value, String source, long modifyIndex) {}

    /**
     * Tells a value that stands in KV, and why it is not in force.
     *
     * @param value its beginning, on one line
     * @param modifyIndex of the KV entry; 0 where one was deleted and the default is what is refused
     */
    public record Refusal(String key, String value, String reason, long modifyIndex) {

        /** Says whether two of them tell an operator the same. */
        boolean reads(Refusal other) {
            return key.equals(other.key) && value.equals(other.value) && reason.equals(other.reason);
        }
    }
}
