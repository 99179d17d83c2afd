package io.slipway.bamboo.source;

import io.slipway.bamboo.rule.RuleSet;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Follows the rules of operators. Rules that cannot be read change nothing: the last good ones hold. */
final class RuleWatch implements AutoCloseable {

    private final Runnable changed;
    private volatile RuleSet rules = RuleSet.NONE;
    private final Asking<Map<String, KeyValue>> asking;

    /** @param prefix as {@link RuleStore} has it */
    RuleWatch(Registry registry, String prefix, Duration wait, Clock clock, Runnable changed) {
        this.changed = changed;
        String key = RuleStore.currentKey(prefix);
        this.asking = new Asking<>(
                        "the rules at " + key,
                        (index, longest) -> registry.entries(key, index, longest),
                        wait,
                        clock,
                        entries -> accept(RuleStore.read(entries, key)),
                        () -> {})
                .start();
    }

    RuleSet rules() {
        return rules;
    }

    SourceStatus status() {
        return asking.status();
    }

    boolean heardOnce() {
        return asking.heardOnce();
    }

    private void accept(RuleSet next) {
        // A store that suddenly knows less is one that lost its data, and no operator went back: that would be a new
        // version.
        if (next.version() > rules.version()) {
            rules = next;
            changed.run();
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
