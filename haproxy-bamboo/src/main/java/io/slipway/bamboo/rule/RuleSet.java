package io.slipway.bamboo.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds all rules at one version.
 *
 * @param version counts from 1; 0 before anybody saved one
 * @param rules by id
 * @param author who made this version
 * @param comment why
 */
public record RuleSet(long version, List<Rule> rules, String author, String comment, Instant at) {

    public static final RuleSet NONE = new RuleSet(0, List.of(), "", "", Instant.EPOCH);

    public RuleSet {
        rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    public List<Rule> active(Instant now) {
        return rules.stream().filter(rule -> rule.isActive(now)).toList();
    }

    /** Returns this set with a rule added, or put in the place of the one of its id. */
    List<Rule> with(Rule rule) {
        List<Rule> all = without(rule.id());
        all.add(rule);
        return all;
    }

    List<Rule> without(String id) {
        return new ArrayList<>(
                rules.stream().filter(rule -> !rule.id().equals(id)).toList());
    }

    /** Returns the next version; a rule that says what it said keeps the version it had. */
    RuleSet next(List<Rule> changed, String author, String comment, Instant now) {
        List<Rule> stamped = changed.stream()
                .map(rule -> rule(rule.id()).filter(rule::saysSame).orElseGet(() -> rule.saved(version + 1)))
                .toList();
        return new RuleSet(version + 1, stamped, author, comment, now);
    }

    /** Returns how this set differs from an earlier one, one line per rule: {@code canary added}. */
    public List<String> changesSince(RuleSet before) {
        Map<String, String> changes = new LinkedHashMap<>();
        rules.forEach(rule -> before.rule(rule.id())
                .ifPresentOrElse(
                        was -> {
                            if (!was.saysSame(rule)) {
                                changes.put(rule.id(), "changed");
                            }
                        },
                        () -> changes.put(rule.id(), "added")));
        before.rules().stream()
                .filter(rule -> rule(rule.id()).isEmpty())
                .forEach(rule -> changes.put(rule.id(), "removed"));
        return changes.entrySet().stream()
                .map(change -> change.getKey() + " " + change.getValue())
                .sorted()
                .toList();
    }
}
