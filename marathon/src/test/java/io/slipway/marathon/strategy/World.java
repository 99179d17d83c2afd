package io.slipway.marathon.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.strategy.Copy.Condition;
import io.slipway.marathon.strategy.Copy.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does what a strategy says, and checks at every move that it keeps its promises. */
final class World {

    private final Strategy strategy;
    private final int wanted;
    private final int maximum;
    private final Map<String, Copy> copies = new LinkedHashMap<>();
    private int started;
    int peak;
    int low = Integer.MAX_VALUE;

    World(Strategy strategy, int wanted, List<Condition> old) {
        this.strategy = strategy;
        this.wanted = wanted;
        this.maximum = strategy.maximum(wanted, old.size());
        old.forEach(condition -> add(Generation.OLD, condition));
    }

    private void add(Generation generation, Condition condition) {
        String id = generation + "-" + started++;
        copies.put(id, new Copy(id, generation, condition));
    }

    Fleet fleet() {
        return new Fleet(wanted, List.copyOf(copies.values()));
    }

    boolean isDone() {
        return strategy.isDone(fleet());
    }

    /** Asks for the next moves, checks them, and does them. */
    Moves move() {
        Fleet before = fleet();
        Moves moves = strategy.next(before);
        assertThat(strategy.next(before)).isEqualTo(moves);
        moves.kill().forEach(id -> assertThat(copies.get(id).condition()).isEqualTo(Condition.DRAINED));
        moves.drain().forEach(id -> assertThat(copies.get(id).isStaying()).isTrue());
        assertThat(moves.drain()).doesNotHaveDuplicates();

        moves.drain().forEach(id -> become(id, Condition.DRAINING));
        for (int i = 0; i < moves.create(); i++) {
            add(Generation.NEW, Condition.STARTING);
        }
        Fleet after = fleet();
        int least = strategy.minimum(wanted);
        assertThat(after.serving()).isGreaterThanOrEqualTo(Math.min(before.serving(), least));
        assertThat(after.stayingOld() + after.servingNew())
                .as("what serves, and would if the load balancer saw it")
                .isGreaterThanOrEqualTo(Math.min(before.stayingOld() + before.servingNew(), least));
        if (moves.create() > 0) {
            assertThat(after.copies().size()).isLessThanOrEqualTo(maximum);
        }
        peak = Math.max(peak, after.copies().size());
        low = Math.min(low, after.stayingOld() + after.servingNew());
        moves.kill().forEach(copies::remove);
        return moves;
    }

    private void become(String id, Condition condition) {
        copies.put(id, new Copy(id, copies.get(id).generation(), condition));
    }

    /** Lets something happen to one copy, as the number says: it may get well, fall ill, drain, or be lost. */
    void chance(int number) {
        if (copies.isEmpty()) {
            return;
        }
        List<Copy> all = new ArrayList<>(copies.values());
        Copy copy = all.get(Math.floorMod(number, all.size()));
        if (Math.floorMod(number, 11) == 0) {
            copies.remove(copy.id());
        } else if (Math.floorMod(number, 5) == 0 && copy.isStaying()) {
            become(copy.id(), Condition.UNHEALTHY);
        } else {
            improve(copy);
        }
    }

    private void improve(Copy copy) {
        become(copy.id(), copy.isStaying() ? Condition.HEALTHY : Condition.DRAINED);
    }

    /** Lets everything go as it should: all that starts serves, all that drains is drained. */
    void improveAll() {
        List.copyOf(copies.values()).forEach(this::improve);
    }

    void drainAll() {
        List.copyOf(copies.values()).stream()
                .filter(copy -> copy.condition() == Condition.DRAINING)
                .forEach(this::improve);
    }

    /** Lets the first copy that starts serve. */
    void improveOne() {
        copies.values().stream()
                .filter(copy -> copy.condition() == Condition.STARTING)
                .findFirst()
                .ifPresent(this::improve);
    }
}
