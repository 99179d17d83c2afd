package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.settings.SettingsReport.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells of entries that nothing reads; of very many, only some.
 *
 * @param elsewhere says where else a key is set, so that people learn where it belongs
 */
record UnknownKeys(String folder, Function<String, Optional<String>> elsewhere) {

    static final int MOST = 100;

    /**
     * Tells of them.
     *
     * @param isHeld says whether something reads a key
     * @param known the keys that can be meant, and whether their values are secret
     */
    List<Refusal> among(Map<String, KeyValue> entries, Predicate<String> isHeld, Map<String, Boolean> known) {
        TreeMap<String, KeyValue> unknown = new TreeMap<>();
        entries.forEach((path, entry) -> {
            String key = path.substring(folder.length());
            if (!key.isEmpty() && !key.endsWith("/") && !isHeld.test(key)) {
                unknown.put(key, entry);
            }
        });
        Stream<Refusal> told =
                unknown.entrySet().stream().limit(MOST).map(entry -> refusal(entry.getKey(), entry.getValue(), known));
        int more = unknown.size() - MOST;
        return more <= 0
                ? told.toList()
                : Stream.concat(told, Stream.of(new Refusal("…", "", more + " more keys are read by nothing", 0)))
                        .toList();
    }

    private Refusal refusal(String key, KeyValue entry, Map<String, Boolean> known) {
        Optional<String> meant = Nearest.of(key, known.keySet());
        // Whoever misspells the key of a secret has written the secret all the same.
        boolean secret = meant.filter(known::get).isPresent();
        String shown = secret ? Secrets.MASK : Secrets.masked(key, entry.value());
        return new Refusal(Excerpt.of(key), Excerpt.of(shown), reason(key, meant), entry.modifyIndex());
    }

    private String reason(String key, Optional<String> meant) {
        return elsewhere
                .apply(key)
                .map(place -> "it is set in " + place + ", which only a restart changes")
                .orElseGet(() -> "no setting of this service has this key"
                        + meant.map(near -> "; did you mean " + near + "?").orElse(""));
    }
}
