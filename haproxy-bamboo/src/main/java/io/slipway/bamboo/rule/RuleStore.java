package io.slipway.bamboo.rule;

import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rules in the registry's key-value store, with every version before.
 *
 * <p>{@code <prefix>/current} is the whole set as one value, so that it changes whole or not at all, by check-and-set;
 * {@code <prefix>/versions/<number>} are the ones before, copied there before they are replaced: a stop between the two
 * steps loses nothing. Thread-safe; several edges and operators may write at once, and one of them is told.
 */
public final class RuleStore {

    private static final int KEPT = 100;
    /** Consul takes 512 KiB. */
    private static final int LARGEST = 400 << 10;

    private final Registry registry;
    private final String prefix;
    private final Clock clock;

    /** @param prefix without slashes at its ends, {@code slipway/edge/rules} */
    public RuleStore(Registry registry, String prefix, Clock clock) {
        this.registry = registry;
        this.prefix = prefix;
        this.clock = clock;
    }

    /** Says who changes the rules, why, and which version they saw. */
    public record Change(long expectedVersion, String author, String comment) {}

    public RuleSet current() {
        return registry.entry(currentKey()).map(RuleStore::read).orElse(RuleSet.NONE);
    }

    /** Adds a rule, or replaces the one of its id. */
    public RuleSet put(Rule rule, Change change) {
        Stored stored = stored(change);
        return write(stored, stored.set.with(rule), change);
    }

    public RuleSet remove(String id, Change change) {
        Stored stored = stored(change);
        if (stored.set.rule(id).isEmpty()) {
            throw new RuleException.Unknown("There is no rule " + id + ".");
        }
        return write(stored, stored.set.without(id), change);
    }

    /** Replaces all rules at once, as an import does. */
    public RuleSet replace(List<Rule> rules, Change change) {
        Set<String> ids = new HashSet<>();
        List<String> twice = rules.stream()
                .map(Rule::id)
                .filter(id -> !ids.add(id))
                .map(id -> "The rule " + id + " is there twice.")
                .toList();
        if (!twice.isEmpty()) {
            throw new RuleException(twice);
        }
        return write(stored(change), rules, change);
    }

    /** Makes a new version that says what an earlier one said. */
    public RuleSet rollback(long version, Change change) {
        RuleSet then = history().stream()
                .filter(set -> set.version() == version)
                .findFirst()
                .orElseThrow(() -> new RuleException.Unknown("There is no version " + version + " of the rules."));
        return write(stored(change), then.rules(), change);
    }

    /** Returns every version that is kept, the newest first: the audit, with {@link RuleSet#changesSince}. */
    public List<RuleSet> history() {
        List<RuleSet> sets = new ArrayList<>();
        registry.entries(prefix + "/versions/", 0, Duration.ZERO)
                .value()
                .values()
                .forEach(entry -> sets.add(read(entry)));
        RuleSet current = current();
        sets.removeIf(set -> set.version() >= current.version());
        if (current.version() > 0) {
            sets.add(current);
        }
        sets.sort(Comparator.comparing(RuleSet::version).reversed());
        return sets;
    }

    private record Stored(RuleSet set, @Nullable KeyValue entry) {}

    private Stored stored(Change change) {
        Optional<KeyValue> entry = registry.entry(currentKey());
        RuleSet set = entry.map(RuleStore::read).orElse(RuleSet.NONE);
        if (set.version() != change.expectedVersion()) {
            throw new RuleException.Stale(change.expectedVersion(), set.version());
        }
        return new Stored(set, entry.orElse(null));
    }

    private RuleSet write(Stored stored, List<Rule> rules, Change change) {
        RuleSet next = stored.set.next(rules, change.author(), change.comment(), clock.instant());
        String text = RuleJson.json(next).toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            throw new RuleException(List.of("All rules together have " + bytes + " bytes, at most " + LARGEST
                    + " are possible: remove some first."));
        }
        KeyValue entry = stored.entry;
        if (entry != null) {
            registry.put(versionKey(stored.set.version()), entry.value());
        }
        if (!registry.putIfUnchanged(currentKey(), text, entry == null ? 0 : entry.modifyIndex())) {
            throw new RuleException.Stale(change.expectedVersion(), current().version());
        }
        if (next.version() > KEPT) {
            registry.delete(versionKey(next.version() - KEPT));
        }
        return next;
    }

    /** Returns the key that holds the rules below a prefix. */
    public static String currentKey(String prefix) {
        return prefix + "/current";
    }

    /** Reads the rules from what was found at a key; a {@link RuleException} says why they cannot be read. */
    public static RuleSet read(Map<String, KeyValue> entries, String key) {
        KeyValue entry = entries.get(key);
        return entry == null ? RuleSet.NONE : read(entry);
    }

    private static RuleSet read(KeyValue entry) {
        try {
            return RuleJson.set(entry.value());
        } catch (RuleException e) {
            throw new RuleException(List.of("The rules at " + entry.key() + " cannot be read: " + e.getMessage()));
        }
    }

    private String currentKey() {
        return currentKey(prefix);
    }

    private String versionKey(long version) {
        return prefix + "/versions/%012d".formatted(version);
    }
}
