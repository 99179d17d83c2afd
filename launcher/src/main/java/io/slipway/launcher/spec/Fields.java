package io.slipway.launcher.spec;

import io.slipway.launcher.spec.Yaml.Entry;
import io.slipway.launcher.spec.Yaml.Mapping;
import io.slipway.launcher.spec.Yaml.Text;
import io.slipway.registry.settings.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the fields of one mapping out, one after another, and reports what is missing, wrong or left over.
 *
 * <p>A method that returns empty for a required field has reported why.
 */
final class Fields {

    private final Mapping mapping;
    private final String prefix;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    /** @param prefix what stands before a key in a message, {@code health.}; empty at the top of a file */
    Fields(Mapping mapping, String prefix, Problems problems) {
        this.mapping = mapping;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** @param example what to write when it is missing, {@code orders} */
    <T> Optional<T> required(String key, Rule<T> rule, String example) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            problems.add(
                    mapping.place(), prefix + key + " is missing. Add it, as in \"" + key + ": " + example + "\".");
            return Optional.empty();
        }
        return entry.flatMap(given -> checked(key, given, rule, example));
    }

    <T> Optional<T> optional(String key, Rule<T> rule, String example) {
        return entry(key).flatMap(given -> checked(key, given, rule, example));
    }

    /** Returns a mapping below this one; an empty one when it is not there, or left empty. */
    Mapping section(String key) {
        Optional<Entry> entry = entry(key);
        Place place = entry.map(Entry::key).orElse(mapping.place());
        Mapping none = new Mapping(place, Map.of());
        if (entry.isEmpty() || (entry.get().value() instanceof Text text && text.empty())) {
            return none;
        }
        if (entry.get().value() instanceof Mapping below) {
            return new Mapping(place, below.entries());
        }
        problems.add(
                entry.get().value().place(),
                prefix + key + " is " + entry.get().value().kind()
                        + ", not a mapping. Write its keys below it, indented.");
        return none;
    }

    /** Reports the keys that nothing asked for. */
    void done() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problems.add(entry.key(), "unknown key " + Quoted.of(prefix + key) + ". " + instead(key));
            }
        });
    }

    private String instead(String key) {
        return Nearest.of(key, asked)
                .map(near -> "Did you mean \"" + prefix + near + "\"?")
                .orElseGet(() -> "Known here: " + String.join(", ", asked) + ".");
    }

    private Optional<Entry> entry(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key));
    }

    private <T> Optional<T> checked(String key, Entry entry, Rule<T> rule, String example) {
        Yaml value = entry.value();
        if (!(value instanceof Text text) || text.empty()) {
            problems.add(
                    value.place(),
                    prefix + key + " is " + value.kind() + ". Write one value, as in \"" + key + ": " + example
                            + "\".");
            return Optional.empty();
        }
        try {
            return Optional.of(rule.read(text.text()));
        } catch (IllegalArgumentException e) {
            problems.add(value.place(), prefix + key + " " + Quoted.of(text.text()) + " is " + e.getMessage());
            return Optional.empty();
        }
    }
}
