package io.slipway.bamboo.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.rule.RuleStore.Change;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final RuleStore store = new RuleStore(registry, "slipway/edge/rules", Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        registry.close();
    }

    private static Rule drain(String id, String task) {
        return new Rule(id, new Rule.Drain(task), "ann", "heap dump", null, 0);
    }

    private static Change change(long expected) {
        return new Change(expected, "ann", "because");
    }

    @Test
    void aRuleIsSavedWithTheVersionInWhichItChanged() {
        store.put(drain("a", "t1"), change(0));
        RuleSet saved = store.put(drain("b", "t2"), change(1));
        assertThat(saved)
                .isEqualTo(new RuleSet(
                        2, List.of(drain("a", "t1").saved(1), drain("b", "t2").saved(2)), "ann", "because", NOW));
        assertThat(store.current()).isEqualTo(saved);
    }

    @Test
    void aChangeToAVersionThatIsNoMoreIsRefused() {
        store.put(drain("a", "t1"), change(0));
        assertThatThrownBy(() -> store.put(drain("a", "t2"), change(0)))
                .isInstanceOf(RuleException.Stale.class)
                .hasMessage("The rules are at version 1, and the change was made to version 0: look at them again, and"
                        + " repeat it.");
        assertThat(store.current().rules()).containsExactly(drain("a", "t1").saved(1));
    }

    @Test
    void everyVersionIsKeptWithWhoAndWhatAndOneStepGoesBack() {
        store.put(drain("a", "t1"), change(0));
        store.put(drain("a", "t2"), change(1));
        store.remove("a", change(2));
        RuleSet back = store.rollback(1, new Change(3, "bob", "undo"));
        assertThat(back.rules()).containsExactly(drain("a", "t1").saved(4));
        List<RuleSet> history = store.history();
        assertThat(history).extracting(RuleSet::version).containsExactly(4L, 3L, 2L, 1L);
        assertThat(history.get(0).changesSince(history.get(1))).containsExactly("a added");
        assertThat(history.get(1).changesSince(history.get(2))).containsExactly("a removed");
        assertThat(history.get(2).changesSince(history.get(3))).containsExactly("a changed");
    }

    @Test
    void whatIsNotThereCannotBeRemovedOrGoneBackTo() {
        assertThatThrownBy(() -> store.remove("a", change(0))).hasMessage("There is no rule a.");
        assertThatThrownBy(() -> store.rollback(7, change(0))).hasMessage("There is no version 7 of the rules.");
    }

    @Test
    void aWriterThatStoppedBetweenTheTwoStepsLosesNothing() {
        store.put(drain("a", "t1"), change(0));
        registry.put(
                "slipway/edge/rules/versions/000000000001",
                registry.entry("slipway/edge/rules/current").orElseThrow().value());
        assertThat(store.history()).extracting(RuleSet::version).containsExactly(1L);
        store.put(drain("a", "t2"), change(1));
        assertThat(store.history()).extracting(RuleSet::version).containsExactly(2L, 1L);
    }

    @Test
    void rulesThatCannotBeReadSayWhere() {
        registry.put("slipway/edge/rules/current", "{");
        assertThatThrownBy(store::current)
                .hasMessage("The rules at slipway/edge/rules/current cannot be read: The stored rules are no JSON.");
    }

    @Test
    void twoRulesOfOneIdAreRefused() {
        assertThatThrownBy(() -> store.replace(List.of(drain("a", "t1"), drain("a", "t2")), change(0)))
                .hasMessage("The rule a is there twice.");
    }

    @Test
    void aRuleEndsWhenItSaid() {
        Rule rule = new Rule("a", new Rule.Drain("t1"), "ann", "why", NOW, 0);
        assertThat(rule.isActive(NOW.minusMillis(1))).isTrue();
        assertThat(rule.isActive(NOW)).isFalse();
    }
}
